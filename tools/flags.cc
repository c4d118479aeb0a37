#include "tools/flags.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "schema/text.h"
#include "tools/exit_status.h"

namespace sinter::tools {

void FlagSet::Argument(std::string name, std::string* value, std::string help) {
  flags_.push_back({.kind = Kind::kArgument,
                    .names = std::move(name),
                    .placeholder = "",
                    .help = std::move(help),
                    .text = value,
                    .choices = {}});
}

void FlagSet::Arguments(std::string name, std::vector<std::string>* values,
                        std::string help) {
  flags_.push_back({.kind = Kind::kArguments,
                    .names = std::move(name),
                    .placeholder = "",
                    .help = std::move(help),
                    .texts = values,
                    .choices = {}});
}

void FlagSet::Switch(std::string names, bool* value, std::string help) {
  flags_.push_back({.kind = Kind::kSwitch,
                    .names = std::move(names),
                    .placeholder = "",
                    .help = std::move(help),
                    .on = value,
                    .choices = {}});
}

void FlagSet::Text(std::string names, std::string placeholder,
                   std::string* value, std::string help) {
  flags_.push_back({.kind = Kind::kText,
                    .names = std::move(names),
                    .placeholder = std::move(placeholder),
                    .help = std::move(help),
                    .text = value,
                    .choices = {}});
}

void FlagSet::Texts(std::string names, std::string placeholder,
                    std::vector<std::string>* values, std::string help) {
  flags_.push_back({.kind = Kind::kTexts,
                    .names = std::move(names),
                    .placeholder = std::move(placeholder),
                    .help = std::move(help),
                    .texts = values,
                    .choices = {}});
}

void FlagSet::Number(std::string names, std::string placeholder,
                     uint64_t* value, uint64_t lo, uint64_t hi,
                     std::string help) {
  flags_.push_back({.kind = Kind::kNumber,
                    .names = std::move(names),
                    .placeholder = std::move(placeholder),
                    .help = std::move(help),
                    .number = value,
                    .lo = lo,
                    .hi = hi,
                    .choices = {}});
}

void FlagSet::Choice(std::string names, std::vector<std::string> choices,
                     std::string* value, std::string help) {
  std::string placeholder;
  for (const std::string& choice : choices) {
    placeholder += (placeholder.empty() ? "" : "|") + choice;
  }
  Text(std::move(names), std::move(placeholder), value, std::move(help));
  flags_.back().choices = std::move(choices);
}

void FlagSet::Exclusive(std::vector<std::string> names) {
  exclusive_.push_back(std::move(names));
}

absl::Status FlagSet::Parse(const std::vector<std::string>& arguments) const {
  try {
    CLI::App app;
    app.set_help_flag();
    for (const Flag& flag : flags_) {
      CLI::Option* option = nullptr;
      switch (flag.kind) {
        case Kind::kArgument:
        case Kind::kText:
          option = app.add_option(flag.names, *flag.text);
          break;
        case Kind::kArguments:
          option = app.add_option(flag.names, *flag.texts);
          break;
        case Kind::kTexts:
          option = app.add_option(flag.names, *flag.texts);
          option->allow_extra_args(false);
          break;
        case Kind::kSwitch:
          option = app.add_flag(flag.names, *flag.on);
          break;
        case Kind::kNumber:
          option = app.add_option(flag.names, *flag.number);
          option->check(CLI::Range(flag.lo, flag.hi));
          break;
      }
      if (!flag.choices.empty()) option->check(CLI::IsMember(flag.choices));
    }
    for (const std::vector<std::string>& group : exclusive_) {
      for (const std::string& name : group) {
        for (const std::string& other : group) {
          if (name != other) app.get_option(name)->excludes(other);
        }
      }
    }
    // The library takes them from the back.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(std::move(reversed));
  } catch (const CLI::Error& error) {
    return UsageError(error.what());
  }
  return absl::OkStatus();
}

std::string FlagSet::Help() const {
  std::vector<std::string> left;
  size_t width = 0;
  for (const Flag& flag : flags_) {
    std::string text = flag.names;
    if (const size_t comma = text.find(','); comma != std::string::npos) {
      text.insert(comma + 1, " ");
    }
    if (!flag.placeholder.empty()) {
      const bool is_long = text.find("--") != std::string::npos;
      text += (is_long ? "=" : " ") + flag.placeholder;
    }
    width = std::max(width, text.size());
    left.push_back(std::move(text));
  }
  std::string out;
  for (size_t i = 0; i < flags_.size(); ++i) {
    const std::string indent(width + 4, ' ');
    out += "  " + left[i] + std::string(width + 2 - left[i].size(), ' ');
    for (const char c : flags_[i].help) {
      out += c;
      if (c == '\n') out += indent;
    }
    out += '\n';
  }
  return out;
}

}  // namespace sinter::tools
