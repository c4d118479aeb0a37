#include "codec/string_table.h"

#include <cstdint>
#include <map>
#include <memory_resource>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sinter {
namespace {

using ::testing::ElementsAre;

TEST(StringTable, NumbersStringsInTheOrderOfTheirFirstUse) {
  StringTable table(std::pmr::get_default_resource());
  EXPECT_EQ(table.Intern("b"), 0u);
  EXPECT_EQ(table.Intern(""), 1u);
  EXPECT_EQ(table.Intern("a"), 2u);
  EXPECT_EQ(table.Intern("b"), 0u);
  EXPECT_EQ(table.Intern(std::string_view()), 1u);
  EXPECT_THAT(table.strings(), ElementsAre("b", "", "a"));
}

TEST(StringTable, ForgetsEverythingWhenCleared) {
  StringTable table(std::pmr::get_default_resource());
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(table.size(), 0u);
    EXPECT_EQ(table.Intern("y"), 0u);
    EXPECT_EQ(table.Intern("x"), 1u);
    table.Clear();
  }
}

// Of every length up to six words and more, alike but for one byte.
TEST(StringTable, TellsTextsApartThatDifferInOneByte) {
  for (size_t size = 1; size < 60; ++size) {
    StringTable table(std::pmr::get_default_resource());
    std::vector<std::string> texts(size + 1, std::string(size, 'a'));
    for (size_t i = 0; i < size; ++i) texts[i + 1][i] = 'b';
    for (int round = 0; round < 2; ++round) {
      for (size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(table.Intern(texts[i]), i);
      }
    }
    EXPECT_EQ(table.Intern(std::string(size + 1, 'a')), texts.size());
    EXPECT_EQ(table.Intern(std::string(size - 1, 'a')), texts.size() + 1);
  }
}

TEST(StringTable, AgreesWithAMap) {
  std::mt19937_64 random(5);
  StringTable table(std::pmr::get_default_resource());
  for (const size_t num_distinct : {3u, 40u, 1000u, 20000u, 10u, 500u}) {
    table.Clear();
    std::vector<std::string> texts;
    for (size_t i = 0; i < num_distinct; ++i) {
      texts.push_back(std::string(random() % 12, 'x') + std::to_string(i));
    }
    std::map<std::string_view, uint32_t> model;
    for (size_t i = 0; i < 2 * num_distinct; ++i) {
      const std::string& text = texts[random() % num_distinct];
      const auto number = static_cast<uint32_t>(model.size());
      ASSERT_EQ(table.Intern(text),
                model.try_emplace(text, number).first->second);
      ASSERT_EQ(table.size(), model.size());
    }
    for (const auto& [text, number] : model) {
      ASSERT_EQ(table.strings()[number], text);
    }
  }
}

// Few strings are found without slots; many at once start them, whatever there
// was before.
TEST(StringTable, AgreesOneByOneAndAllAtOnce) {
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) texts.push_back("text " + std::to_string(i));
  for (size_t first = 0; first < 20; ++first) {
    for (const size_t next : {1u, 8u, 9u, 40u}) {
      StringTable table(std::pmr::get_default_resource());
      for (size_t i = 0; i < first; ++i) {
        ASSERT_EQ(table.Intern(texts[i]), i);
      }
      const std::vector<std::string_view> all(texts.data(),
                                              texts.data() + next);
      std::vector<uint64_t> numbers(next);
      table.InternAll(all, numbers.data());
      for (size_t i = 0; i < next; ++i) ASSERT_EQ(numbers[i], i);
      for (size_t i = 0; i < texts.size(); ++i) {
        ASSERT_EQ(table.Intern(texts[i]), i);
      }
      EXPECT_EQ(table.size(), texts.size());
    }
  }
}

}  // namespace
}  // namespace sinter
