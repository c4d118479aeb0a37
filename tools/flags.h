// The flags of one command: declared once, parsed and described from that.
// Hides the library that parses, and with it the only exceptions of the tool.
#ifndef SINTER_TOOLS_FLAGS_H_
#define SINTER_TOOLS_FLAGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace sinter::tools {

class FlagSet {
 public:
  // Arguments without a dash, in the order of these calls. What they point to
  // must live until Parse is done, and holds the default until then.
  void Argument(std::string name, std::string* value, std::string help);
  void Arguments(std::string name, std::vector<std::string>* values,
                 std::string help);

  // `names` is "-s,--schema"; `placeholder` stands for the value in help.
  void Switch(std::string names, bool* value, std::string help);
  void Text(std::string names, std::string placeholder, std::string* value,
            std::string help);
  void Texts(std::string names, std::string placeholder,
             std::vector<std::string>* values, std::string help);
  void Number(std::string names, std::string placeholder, uint64_t* value,
              uint64_t lo, uint64_t hi, std::string help);
  void Choice(std::string names, std::vector<std::string> choices,
              std::string* value, std::string help);

  // At most one of the switches just declared, named "--bare" and so on.
  void Exclusive(std::vector<std::string> names);

  // Sets what the declarations point to, or returns a usage error.
  absl::Status Parse(const std::vector<std::string>& arguments) const;

  // The declarations as aligned lines.
  std::string Help() const;

 private:
  enum class Kind { kArgument, kArguments, kSwitch, kText, kTexts, kNumber };

  struct Flag {
    Kind kind;
    std::string names;
    std::string placeholder;
    std::string help;
    bool* on = nullptr;
    std::string* text = nullptr;
    std::vector<std::string>* texts = nullptr;
    uint64_t* number = nullptr;
    uint64_t lo = 0;
    uint64_t hi = 0;
    std::vector<std::string> choices;
  };

  std::vector<Flag> flags_;
  std::vector<std::vector<std::string>> exclusive_;
};

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_FLAGS_H_
