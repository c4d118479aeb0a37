#include "schema/cpp/identifiers.h"

#include <string>

#include "gtest/gtest.h"

namespace sinter::schema::cpp {
namespace {

TEST(Identifiers, AvoidKeywordsAndMacros) {
  for (const char* name :
       {"class", "co_await", "not", "errno", "stderr", "major", "minor", "EOF",
        "ERROR", "IN", "EPERM", "SIGINT", "INT_MAX", "M_PI", "NULL", "uint8_t",
        "std", "sinter", "linux"}) {
    EXPECT_EQ(SafeName(name), std::string(name) + "_");
  }
  for (const char* name :
       {"id", "Id", "kind_of", "Status", "USD", "_x", "x1"}) {
    EXPECT_EQ(SafeName(name), name);
  }
}

TEST(Identifiers, LeaveReservedOnesToTheImplementation) {
  EXPECT_EQ(SafeName("a__b"), "a_b");
  EXPECT_EQ(SafeName("__file"), "_file");
  EXPECT_EQ(SafeName("_File"), "x_File");
  EXPECT_EQ(SafeName("_"), "x_");
}

TEST(Identifiers, MakeConstantsOfAnyName) {
  EXPECT_EQ(ConstantName("active"), "kActive");
  EXPECT_EQ(ConstantName("part_time"), "kPartTime");
  EXPECT_EQ(ConstantName("ERROR"), "kERROR");
  EXPECT_EQ(ConstantName("_2"), "k2");
  EXPECT_EQ(ConstantName("_"), "k");
}

TEST(Identifiers, AreUniqueInTheirScope) {
  NameScope scope = {"visit"};
  EXPECT_EQ(scope.Claim("a"), "a");
  EXPECT_EQ(scope.Claim("a"), "a_");
  EXPECT_EQ(scope.Claim("a"), "a_x");
  EXPECT_EQ(scope.Claim("visit"), "visit_");
  EXPECT_EQ(scope.Claim("class"), "class_");
  EXPECT_EQ(scope.Claim("class_"), "class_x");
}

}  // namespace
}  // namespace sinter::schema::cpp
