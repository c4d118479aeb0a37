// Adds up where the bits of a file go.
#ifndef SINTER_TOOLS_SIZE_REPORT_H_
#define SINTER_TOOLS_SIZE_REPORT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tools/file_parts.h"
#include "tools/json_out.h"
#include "tools/traced_message.h"

namespace sinter::tools {

struct SizeLine {
  std::string name;
  bool is_field = false;
  uint64_t rows = 0;
  uint64_t bits = 0;
  std::vector<std::string> forms;  // "packed", in the order of appearance
};

class SizeReport {
 public:
  // Bytes of a file that are no message of its own schema.
  void AddPart(const FilePart& part);
  void AddMessage(const TracedMessage& message);

  uint64_t total_bits() const { return total_bits_; }
  // Fields and other parts, the largest first; equal ones as they came.
  std::vector<SizeLine> Lines() const;

 private:
  SizeLine& Line(const std::string& name);
  void AddNode(const TracedMessage& message, NodeId node,
               const TraceOwner& table);

  std::vector<SizeLine> lines_;
  std::map<std::string, size_t> index_;
  uint64_t total_bits_ = 0;
};

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_SIZE_REPORT_H_
