#include "schema/json/formats.h"

#include <chrono>
#include <cstddef>

#include "schema/json/numbers.h"

namespace sinter::json {
namespace {

constexpr int64_t kDaySeconds = 86400;
constexpr int64_t kFirstDay = -719528;  // 0000-01-01
constexpr int64_t kLastDay = 2932896;   // 9999-12-31

constexpr int64_t PowerOfTen(unsigned digits) {
  int64_t power = 1;
  for (; digits > 0; --digits) power *= 10;
  return power;
}

int64_t FloorDivide(int64_t value, int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

// Takes exactly `count` digits from the front of `text`.
bool TakeDigits(std::string_view& text, size_t count, int64_t& number) {
  if (text.size() < count) return false;
  number = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return true;
}

bool Take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool TakeDate(std::string_view& text, int64_t& days) {
  int64_t year;
  int64_t month;
  int64_t day;
  if (!TakeDigits(text, 4, year) || !Take(text, '-') ||
      !TakeDigits(text, 2, month) || !Take(text, '-') ||
      !TakeDigits(text, 2, day)) {
    return false;
  }
  const std::chrono::year_month_day date(
      std::chrono::year(static_cast<int>(year)),
      std::chrono::month(static_cast<unsigned>(month)),
      std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return false;
  days = std::chrono::sys_days(date).time_since_epoch().count();
  return true;
}

// "12:00:00" as seconds, "12:00" as minutes.
bool TakeClock(std::string_view& text, bool has_seconds, int64_t& time) {
  int64_t hour;
  int64_t minute;
  int64_t second = 0;
  if (!TakeDigits(text, 2, hour) || !Take(text, ':') ||
      !TakeDigits(text, 2, minute) || hour > 23 || minute > 59) {
    return false;
  }
  time = hour * 60 + minute;
  if (!has_seconds) return true;
  if (!Take(text, ':') || !TakeDigits(text, 2, second) || second > 59) {
    return false;
  }
  time = time * 60 + second;
  return true;
}

// ".123" in units; what follows the unit's digits must be zeros.
bool TakeFraction(std::string_view& text, unsigned digits, int64_t& fraction) {
  fraction = 0;
  if (!Take(text, '.')) return true;
  unsigned taken = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; ++taken) {
    const int digit = text.front() - '0';
    if (taken < digits) {
      fraction = fraction * 10 + digit;
    } else if (digit != 0) {
      return false;
    }
    text.remove_prefix(1);
    if (taken == digits + 1) --taken;  // zeros without end
  }
  if (taken == 0) return false;
  for (; taken < digits; ++taken) fraction *= 10;
  return true;
}

// Minutes east of Greenwich.
bool TakeOffset(std::string_view& text, int64_t& minutes) {
  minutes = 0;
  if (Take(text, 'Z') || Take(text, 'z')) return true;
  const bool is_west = Take(text, '-');
  if (!is_west && !Take(text, '+')) return false;
  if (!TakeClock(text, /*has_seconds=*/false, minutes)) return false;
  if (is_west) minutes = -minutes;
  return true;
}

// seconds * scale + fraction. Near the ends the product alone would overflow.
bool Combine(int64_t seconds, int64_t scale, int64_t fraction, int64_t& units) {
  if (seconds < 0) {
    ++seconds;
    fraction -= scale;
  }
  return !__builtin_mul_overflow(seconds, scale, &units) &&
         !__builtin_add_overflow(units, fraction, &units);
}

void AppendPadded(uint64_t number, unsigned width, std::string& out) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

uint64_t Magnitude(int64_t value) {
  const auto bits = static_cast<uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

}  // namespace

bool ParseDate(std::string_view text, int64_t& days) {
  return TakeDate(text, days) && text.empty();
}

bool AppendDate(int64_t days, std::string& out) {
  if (days < kFirstDay || days > kLastDay) return false;
  const std::chrono::year_month_day date(
      std::chrono::sys_days(std::chrono::days(static_cast<int>(days))));
  AppendPadded(static_cast<uint64_t>(static_cast<int>(date.year())), 4, out);
  out += '-';
  AppendPadded(static_cast<unsigned>(date.month()), 2, out);
  out += '-';
  AppendPadded(static_cast<unsigned>(date.day()), 2, out);
  return true;
}

bool ParseTimestamp(std::string_view text, unsigned digits, int64_t& units) {
  int64_t days;
  int64_t clock;
  int64_t fraction;
  int64_t offset;
  if (!TakeDate(text, days) || !(Take(text, 'T') || Take(text, 't')) ||
      !TakeClock(text, /*has_seconds=*/true, clock) ||
      !TakeFraction(text, digits, fraction) || !TakeOffset(text, offset) ||
      !text.empty()) {
    return false;
  }
  const int64_t seconds = days * kDaySeconds + clock - offset * 60;
  return Combine(seconds, PowerOfTen(digits), fraction, units);
}

bool AppendTimestamp(int64_t units, unsigned digits, std::string& out) {
  const int64_t scale = PowerOfTen(digits);
  const int64_t seconds = FloorDivide(units, scale);
  const int64_t days = FloorDivide(seconds, kDaySeconds);
  if (!AppendDate(days, out)) return false;
  const auto clock = static_cast<uint64_t>(seconds - days * kDaySeconds);
  out += 'T';
  AppendPadded(clock / 3600, 2, out);
  out += ':';
  AppendPadded(clock / 60 % 60, 2, out);
  out += ':';
  AppendPadded(clock % 60, 2, out);
  const int64_t rest = units % scale;
  if (rest != 0) {
    out += '.';
    AppendPadded(static_cast<uint64_t>(rest < 0 ? rest + scale : rest), digits,
                 out);
  }
  out += 'Z';
  return true;
}

bool ParseScaled(std::string_view text, unsigned digits, int64_t& value) {
  if (ShapeOf(text) == NumberShape::kInvalid) return false;
  const bool is_negative = Take(text, '-');
  value = 0;
  bool behind_point = false;
  unsigned left = digits;
  auto append = [&](int digit) {
    return !__builtin_mul_overflow(value, int64_t{10}, &value) &&
           !__builtin_add_overflow(value, is_negative ? -digit : digit, &value);
  };
  for (const char c : text) {
    if (c == '.') {
      behind_point = true;
      continue;
    }
    if (c < '0' || c > '9') return false;  // an exponent
    if (behind_point && left-- == 0) return false;
    if (!append(c - '0')) return false;
  }
  for (; left > 0; --left) {
    if (!append(0)) return false;
  }
  return true;
}

void AppendScaled(int64_t value, unsigned digits, std::string& out) {
  const auto scale = static_cast<uint64_t>(PowerOfTen(digits));
  const uint64_t magnitude = Magnitude(value);
  if (value < 0) out += '-';
  out += std::to_string(magnitude / scale);
  if (digits == 0) return;
  out += '.';
  AppendPadded(magnitude % scale, digits, out);
}

bool ParseDuration(std::string_view text, unsigned digits, int64_t& units) {
  if (text.empty() || text.back() != 's') return false;
  text.remove_suffix(1);
  return ParseScaled(text, digits, units);
}

void AppendDuration(int64_t units, unsigned digits, std::string& out) {
  const int64_t scale = PowerOfTen(digits);
  if (units % scale == 0) {
    out += std::to_string(units / scale);
  } else {
    AppendScaled(units, digits, out);
  }
  out += 's';
}

bool ParseUuid(std::string_view text, std::string& bytes) {
  if (text.size() != 36) return false;
  bytes.clear();
  unsigned digits = 0;
  int value = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return false;
      continue;
    }
    if (c >= '0' && c <= '9') {
      value = value * 16 + (c - '0');
    } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
      value = value * 16 + ((c | 0x20) - 'a' + 10);
    } else {
      return false;
    }
    if (++digits % 2 == 0) {
      bytes += static_cast<char>(value);
      value = 0;
    }
  }
  return true;
}

void AppendUuid(std::string_view bytes, std::string& out) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    const auto byte = static_cast<uint8_t>(bytes[i]);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
}

}  // namespace sinter::json
