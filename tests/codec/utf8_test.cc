#include "codec/utf8.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/hex.h"

namespace sinter {
namespace {

using testing::ExactBytes;
using testing::FromHex;

bool Check(const std::string& text) {
  const ExactBytes exact(text);
  return IsUtf8(
      {reinterpret_cast<const char*>(exact.span().data()), text.size()});
}

// Decodes character by character and says no to what has a shorter form, is a
// surrogate or too large: no table of lead bytes.
bool CheckSimply(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<uint8_t>(text[i]);
    unsigned size = 1;
    uint32_t code = lead;
    if (lead >= 0x80) {
      size = (lead & 0xe0) == 0xc0   ? 2
             : (lead & 0xf0) == 0xe0 ? 3
             : (lead & 0xf8) == 0xf0 ? 4
                                     : 0;
      if (size == 0 || i + size > text.size()) return false;
      code = lead & (0x7fu >> size);
      for (unsigned j = 1; j < size; ++j) {
        const auto next = static_cast<uint8_t>(text[i + j]);
        if ((next & 0xc0) != 0x80) return false;
        code = code << 6 | (next & 0x3f);
      }
      constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
      if (code < kLeast[size] || code > 0x10ffff) return false;
      if (code >= 0xd800 && code <= 0xdfff) return false;
    }
    i += size;
  }
  return true;
}

TEST(Utf8, AcceptsTheFirstAndLastOfEachLength) {
  for (const char* hex :
       {"", "00", "7f", "c2 80", "df bf", "e0 a0 80", "ed 9f bf", "ee 80 80",
        "ef bf bf", "f0 90 80 80", "f4 8f bf bf", "e2 82 ac 20 c3 a9"}) {
    EXPECT_TRUE(Check(FromHex(hex))) << hex;
  }
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatIsTooLarge) {
  for (const char* hex :
       {"c0 80", "c1 bf", "e0 80 80", "e0 9f bf", "f0 80 80 80", "f0 8f bf bf",
        "ed a0 80", "ed bf bf", "f4 90 80 80", "f5 80 80 80", "f8 88 80 80 80",
        "fe", "ff"}) {
    EXPECT_FALSE(Check(FromHex(hex))) << hex;
  }
}

TEST(Utf8, RefusesPiecesOfCharacters) {
  for (const char* hex : {"80", "bf", "c2", "e2 82", "e2", "f0 9f 98", "c2 41",
                          "e2 82 41", "f0 9f 98 41", "41 80"}) {
    EXPECT_FALSE(Check(FromHex(hex))) << hex;
  }
}

TEST(Utf8, FindsAFaultAtAnyPlaceOfLongText) {
  for (size_t size = 1; size <= 70; ++size) {
    std::string text(size, 'a');
    EXPECT_TRUE(Check(text));
    for (size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      EXPECT_FALSE(Check(text)) << at << " of " << size;
      text[at] = 'a';
    }
    if (size < 2) continue;
    for (size_t at = 0; at + 1 < size; ++at) {
      std::string accented = text;
      accented.replace(at, 2, "\xc3\xa9");
      EXPECT_TRUE(Check(accented)) << at << " of " << size;
    }
  }
}

TEST(Utf8, AgreesWithASimpleModelOnAllPairsOfBytes) {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      std::string text = {static_cast<char>(first), static_cast<char>(second)};
      for (const char* rest : {"", "\x80", "\x80\x80", "\xbf\xbf"}) {
        ASSERT_EQ(Check(text + rest), CheckSimply(text + rest))
            << first << " " << second;
      }
    }
  }
}

TEST(Utf8, AgreesWithASimpleModelOnRandomText) {
  std::mt19937_64 random(4);
  const std::string_view pieces[] = {
      "a",    "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
      "\x80", "\xc2",     "\xed\x9f\xbf", "abcdefghijklmnopqrstuvw"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const size_t num_pieces = random() % 8;
    for (size_t i = 0; i < num_pieces; ++i) {
      text += pieces[random() % (random() % 2 == 0 ? 4 : std::size(pieces))];
    }
    ASSERT_EQ(Check(text), CheckSimply(text));
  }
}

TEST(Utf8, TellsWhereCharactersStart) {
  EXPECT_TRUE(StartsCharacter('a'));
  EXPECT_TRUE(StartsCharacter('\xc3'));
  EXPECT_TRUE(StartsCharacter('\xf0'));
  EXPECT_FALSE(StartsCharacter('\x80'));
  EXPECT_FALSE(StartsCharacter('\xbf'));
}

}  // namespace
}  // namespace sinter
