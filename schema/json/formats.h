// Texts of values that JSON has no type of its own for: dates, times, decimals,
// uuids. Days and seconds are those of the proleptic Gregorian calendar without
// leap seconds.
#ifndef SINTER_SCHEMA_JSON_FORMATS_H_
#define SINTER_SCHEMA_JSON_FORMATS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace sinter::json {

// Dates on the wire count from 2020-01-01, which is this many days after
// 1970-01-01.
inline constexpr int64_t kDateEpoch = 18262;

// "2020-01-31", years 0000 to 9999. `days` counts from 1970-01-01.
bool ParseDate(std::string_view text, int64_t& days);
// False, and nothing is appended, for other years.
bool AppendDate(int64_t days, std::string& out);

// RFC 3339: "2020-01-31T12:00:00.5Z", "2020-01-31t13:00:00+01:00". `units`, of
// which `digits` decimal digits make up a second, count from
// 1970-01-01T00:00:00Z. False where digits would be lost, for leap seconds and
// for what 64 bits do not hold.
bool ParseTimestamp(std::string_view text, unsigned digits, int64_t& units);
// Always with Z; with `digits` digits of the second unless all of them are 0.
// False, and nothing is appended, outside of the years 0000 to 9999.
bool AppendTimestamp(int64_t units, unsigned digits, std::string& out);

// A number of JSON without exponent and with at most `digits` digits after the
// point, times 10^digits. False where 64 bits do not hold it.
bool ParseScaled(std::string_view text, unsigned digits, int64_t& value);
// With exactly `digits` digits after the point.
void AppendScaled(int64_t value, unsigned digits, std::string& out);

// Seconds: "1.500s", "-3s".
bool ParseDuration(std::string_view text, unsigned digits, int64_t& units);
// With `digits` digits after the point unless all of them are 0.
void AppendDuration(int64_t units, unsigned digits, std::string& out);

// "0123abcd-4567-89ab-cdef-0123456789ab" to 16 bytes; upper case is taken too.
bool ParseUuid(std::string_view text, std::string& bytes);
// `bytes` are 16.
void AppendUuid(std::string_view bytes, std::string& out);

}  // namespace sinter::json

#endif  // SINTER_SCHEMA_JSON_FORMATS_H_
