// Names of schemas as identifiers of C++: no keyword, no common macro, no name
// twice in one scope.
#ifndef SINTER_SCHEMA_CPP_IDENTIFIERS_H_
#define SINTER_SCHEMA_CPP_IDENTIFIERS_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>

namespace sinter::schema::cpp {

// Whether a name means something else to the compiler or the preprocessor:
// keywords, macros of the standard library, POSIX and Windows, and the names
// that generated code itself relies on.
bool IsTaken(std::string_view name);

// The name itself, or with as many underscores behind it as it takes to be
// free.
std::string SafeName(std::string_view name);

// "part_time" and "PART_TIME" as "kPartTime" and "kPARTTIME": never a keyword
// or a macro.
std::string ConstantName(std::string_view name);

// The name with its first letter in upper case.
std::string Capitalized(std::string_view name);

// The names of one scope, class or namespace.
class NameScope {
 public:
  NameScope() = default;
  // Names that members of the scope have whatever the schema says.
  NameScope(std::initializer_list<std::string_view> reserved);

  // `wanted` if it is free here and safe, else with underscores behind it. The
  // name belongs to the caller from then on.
  std::string Claim(std::string_view wanted);
  bool contains(const std::string& name) const { return names_.contains(name); }
  // Keeps a name from being claimed.
  void Reserve(std::string_view name);

 private:
  std::unordered_set<std::string> names_;
};

}  // namespace sinter::schema::cpp

#endif  // SINTER_SCHEMA_CPP_IDENTIFIERS_H_
