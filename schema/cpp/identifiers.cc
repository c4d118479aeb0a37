#include "schema/cpp/identifiers.h"

#include <algorithm>

namespace sinter::schema::cpp {
namespace {

using Names = std::unordered_set<std::string_view>;

const Names& Keywords() {
  static const Names names = {
      "alignas",
      "alignof",
      "and",
      "and_eq",
      "asm",
      "auto",
      "bitand",
      "bitor",
      "bool",
      "break",
      "case",
      "catch",
      "char",
      "char16_t",
      "char32_t",
      "char8_t",
      "class",
      "co_await",
      "co_return",
      "co_yield",
      "compl",
      "concept",
      "const",
      "const_cast",
      "consteval",
      "constexpr",
      "constinit",
      "continue",
      "contract_assert",
      "decltype",
      "default",
      "delete",
      "do",
      "double",
      "dynamic_cast",
      "else",
      "enum",
      "explicit",
      "export",
      "extern",
      "false",
      "float",
      "for",
      "friend",
      "goto",
      "if",
      "import",
      "inline",
      "int",
      "long",
      "module",
      "mutable",
      "namespace",
      "new",
      "noexcept",
      "not",
      "not_eq",
      "nullptr",
      "operator",
      "or",
      "or_eq",
      "private",
      "protected",
      "public",
      "reflexpr",
      "register",
      "reinterpret_cast",
      "requires",
      "return",
      "short",
      "signed",
      "sizeof",
      "static",
      "static_assert",
      "static_cast",
      "struct",
      "switch",
      "synchronized",
      "template",
      "this",
      "thread_local",
      "throw",
      "true",
      "try",
      "typedef",
      "typeid",
      "typename",
      "typeof",
      "union",
      "unsigned",
      "using",
      "virtual",
      "void",
      "volatile",
      "wchar_t",
      "while",
      "xor",
      "xor_eq",
  };
  return names;
}

// Macros in lower case, and in upper case those without a telling start.
const Names& Macros() {
  static const Names names = {
      // The C library and POSIX.
      "alloca",
      "assert",
      "bcopy",
      "bzero",
      "complex",
      "environ",
      "errno",
      "feof",
      "ferror",
      "fpclassify",
      "getc",
      "getchar",
      "h_errno",
      "htonl",
      "htons",
      "imaginary",
      "isfinite",
      "isinf",
      "isnan",
      "isnormal",
      "major",
      "makedev",
      "minor",
      "noreturn",
      "ntohl",
      "ntohs",
      "offsetof",
      "putc",
      "putchar",
      "s6_addr",
      "sa_handler",
      "sa_sigaction",
      "setjmp",
      "si_addr",
      "si_pid",
      "si_status",
      "si_uid",
      "si_value",
      "signbit",
      "sigsetjmp",
      "st_atime",
      "st_ctime",
      "st_mtime",
      "stderr",
      "stdin",
      "stdout",
      "va_arg",
      "va_copy",
      "va_end",
      "va_list",
      "va_start",
      "BUFSIZ",
      "CHAR_BIT",
      "CHAR_MAX",
      "CHAR_MIN",
      "CLOCKS_PER_SEC",
      "DOMAIN",
      "FILENAME_MAX",
      "FOPEN_MAX",
      "HUGE",
      "HUGE_VAL",
      "I",
      "INFINITY",
      "L_tmpnam",
      "MB_CUR_MAX",
      "NAME_MAX",
      "NAN",
      "NDEBUG",
      "NULL",
      "OVERFLOW",
      "PATH_MAX",
      "PLOSS",
      "PTRDIFF_MAX",
      "RAND_MAX",
      "SING",
      "SIZE_MAX",
      "SSIZE_MAX",
      "TLOSS",
      "TMP_MAX",
      "UNDERFLOW",
      // Compilers and platforms.
      "cdecl",
      "far",
      "i386",
      "interface",
      "linux",
      "near",
      "pascal",
      "small",
      "unix",
      // Windows, and what tests and logs define.
      "ABSOLUTE",
      "ALTERNATE",
      "ASSERT",
      "BOOL",
      "BYTE",
      "CALLBACK",
      "CHAR",
      "CHECK",
      "CONST",
      "CREATE_NEW",
      "DCHECK",
      "DEBUG",
      "DELETE",
      "DIFFERENCE",
      "DOUBLE",
      "DWORD",
      "FAIL",
      "FALSE",
      "FAR",
      "FLOAT",
      "IGNORE",
      "IN",
      "INFINITE",
      "INT",
      "INTERFACE",
      "LOG",
      "LONG",
      "MAX",
      "MIN",
      "NEAR",
      "NO",
      "NONE",
      "NO_DATA",
      "NO_ERROR",
      "OPAQUE",
      "OPTIONAL",
      "OUT",
      "PASCAL",
      "PASS",
      "RELATIVE",
      "SHORT",
      "STATUS_PENDING",
      "STATUS_TIMEOUT",
      "STRICT",
      "STRING",
      "SUCCEED",
      "TEST",
      "TEXT",
      "THIS",
      "TRACE",
      "TRANSPARENT",
      "TRUE",
      "UINT",
      "UNICODE",
      "VOID",
      "WINAPI",
      "WORD",
      "YES",
  };
  return names;
}

// What generated code means by these.
const Names& Builtins() {
  static const Names names = {
      "absl",     "int16_t",  "int32_t", "int64_t", "int8_t",
      "posix",    "sinter",   "size_t",  "std",     "uint16_t",
      "uint32_t", "uint64_t", "uint8_t",
  };
  return names;
}

bool IsUpperOrDigit(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// EPERM, SIGINT, INT_MAX, M_PI and so on, without a list of them all.
bool HasMacroShape(std::string_view name) {
  const bool is_upper = std::ranges::all_of(
      name, [](char c) { return IsUpperOrDigit(c) || c == '_'; });
  if (!is_upper || name.size() < 3) return false;
  for (const char* start :
       {"SIG",    "INT_",    "INT8_",   "INT16_",  "INT32_",  "INT64_", "UINT_",
        "UINT8_", "UINT16_", "UINT32_", "UINT64_", "LONG_",   "ULONG_", "SHRT_",
        "USHRT_", "UCHAR_",  "SCHAR_",  "LLONG_",  "ULLONG_", "FLT_",   "DBL_",
        "LDBL_",  "M_",      "FP_",     "SEEK_",   "LC_",     "O_",     "S_",
        "F_",     "R_",      "W_",      "X_",      "DT_",     "IN_",    "MAP_",
        "PROT_",  "CLOCK_",  "TIME_",   "PRI",     "SCN"}) {
    if (name.starts_with(start)) return true;
  }
  // Numbers of errors: E and letters alone.
  return name[0] == 'E' && name.size() <= 15 &&
         std::ranges::all_of(name, IsUpperOrDigit);
}

}  // namespace

bool IsTaken(std::string_view name) {
  // Reserved for the implementation wherever they stand.
  if (name.find("__") != std::string_view::npos) return true;
  if (name.size() > 1 && name[0] == '_' && name[1] >= 'A' && name[1] <= 'Z') {
    return true;
  }
  return Keywords().contains(name) || Macros().contains(name) ||
         Builtins().contains(name) || HasMacroShape(name);
}

std::string SafeName(std::string_view name) {
  std::string safe;
  // Runs of underscores become one, and none stands before a capital.
  for (const char c : name) {
    if (c == '_' && safe.ends_with('_')) continue;
    safe += c;
  }
  if (safe == "_") safe = "x_";
  if (IsTaken(safe) && safe[0] == '_') safe.insert(0, "x");
  if (IsTaken(safe)) safe += '_';
  return safe;
}

std::string ConstantName(std::string_view name) {
  std::string constant = "k";
  bool starts_word = true;
  for (const char c : name) {
    if (c == '_') {
      starts_word = true;
      continue;
    }
    const bool is_lower = c >= 'a' && c <= 'z';
    constant += starts_word && is_lower ? static_cast<char>(c - 'a' + 'A') : c;
    starts_word = false;
  }
  return constant;
}

std::string Capitalized(std::string_view name) {
  std::string capitalized(name);
  char& first = capitalized.front();
  if (first >= 'a' && first <= 'z')
    first = static_cast<char>(first - 'a' + 'A');
  return capitalized;
}

NameScope::NameScope(std::initializer_list<std::string_view> reserved) {
  for (const std::string_view name : reserved) Reserve(name);
}

std::string NameScope::Claim(std::string_view wanted) {
  std::string name = SafeName(wanted);
  // Two underscores in a row are not ours to use.
  while (names_.contains(name)) name += name.ends_with('_') ? "x" : "_";
  names_.insert(name);
  return name;
}

void NameScope::Reserve(std::string_view name) { names_.emplace(name); }

}  // namespace sinter::schema::cpp
