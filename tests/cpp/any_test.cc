// `value` and variants without a value, in views, builders and plain structs.
#include <string>

#include "any.builder.h"
#include "any.native.h"
#include "any.sinter.h"
#include "codec/message_builder.h"
#include "codec/reader.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace any {
namespace {

using sinter::MessageBuilder;
using sinter::Reader;
using sinter::RootTraits;
using sinter::ValueView;
using sinter::testing::IsOk;
using sinter::testing::StatusIs;
using ::testing::HasSubstr;

TEST(AnyViews, ReadNullWhereNothingWasSet) {
  MessageBuilder builder(RootTraits<Doc>::layout());
  builder.AddRoot();
  std::string bytes;
  ASSERT_TRUE(builder.Finish(bytes));
  Reader<Doc> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(bytes)));
  const DocView doc = reader.root();
  EXPECT_TRUE(doc.meta().is_null());
  EXPECT_EQ(doc.meta().integer(), std::nullopt);
  EXPECT_TRUE(doc.more().empty());
  EXPECT_EQ(doc.choice().none(), sinter::Null());
  EXPECT_EQ(doc.choice().count(), std::nullopt);
}

// {"meta": {"a": true, "b": ["x", -5, 0.5, null]}, "more": [7]}
TEST(AnyViews, ReadValuesOfAllKinds) {
  DocBuilder builder;
  const auto meta = builder.mutable_meta().mutable_map();
  const auto list = meta.add("b").mutable_list();
  meta.add("a").set_boolean(true);
  list.add().set_string("x");
  list.add().set_integer(-5);
  list.add().set_number(0.5);
  list.add().set_null();
  builder.add_more().set_integer(7);
  builder.mutable_choice().set_count(3);
  builder.mutable_choice().set_none({});
  ASSERT_OK_AND_ASSIGN(const std::string bytes, builder.Finish());

  Reader<Doc> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(bytes)));
  const DocView doc = reader.root();
  ASSERT_EQ(doc.meta().kind(), ValueView::Kind::kMap);
  const auto entries = *doc.meta().map();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries.find("a")->boolean(), true);
  const auto items = *entries.find("b")->list();
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[0].string(), "x");
  EXPECT_EQ(items[1].integer(), -5);
  EXPECT_EQ(items[2].number(), 0.5);
  EXPECT_TRUE(items[3].is_null());
  EXPECT_EQ(items[3].string(), std::nullopt);
  EXPECT_EQ(doc.more()[0].integer(), 7);
  EXPECT_EQ(doc.choice().none(), sinter::Null());
}

TEST(AnyNative, HoldsTreesOfValues) {
  using sinter::Value;
  Doc doc;
  EXPECT_EQ(doc.meta.kind(), Value::Kind::kNull);
  Value::List list = {Value{sinter::Null()}, Value{true}, Value{int64_t{-5}},
                      Value{0.5}, Value{std::string("x")}};
  list.push_back(Value{Value::List()});
  Value::Map map;
  map["list"] = Value{list};
  map[""] = Value{Value::Map()};
  doc.meta = Value{map};
  doc.more = {Value{int64_t{7}}};
  doc.choice.value.emplace<1>(uint8_t{3});
  ASSERT_OK_AND_ASSIGN(const std::string bytes, sinter::Encode(doc));
  Reader<Doc> reader;
  ASSERT_TRUE(reader.Open(sinter::AsBytes(bytes)));
  ASSERT_OK_AND_ASSIGN(const Doc again, sinter::ToStruct(reader.root()));
  EXPECT_TRUE(again == doc);
  EXPECT_EQ(again.meta.kind(), Value::Kind::kMap);
}

TEST(AnyNative, RefusesTreesThatAreTooDeep) {
  using sinter::Value;
  Doc doc;
  Value* at = &doc.meta;
  for (int i = 0; i < 98; ++i) {
    at->value = Value::List(1);
    at = &std::get<Value::List>(at->value)[0];
  }
  EXPECT_THAT(sinter::Encode(doc), IsOk());
  at->value = Value::List(1);
  EXPECT_THAT(sinter::Encode(doc),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("at most 100 deep")));
}

}  // namespace
}  // namespace any
