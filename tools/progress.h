// How far long work is, for a person at a terminal.
#ifndef SINTER_TOOLS_PROGRESS_H_
#define SINTER_TOOLS_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace sinter::tools {

class Progress {
 public:
  // `what` is counted: "rows".
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Rewrites one line of standard error, if that is a terminal and the work has
  // taken a second already. `total` is 0 if nobody knows it.
  void Update(uint64_t done, uint64_t total);

 private:
  using Clock = std::chrono::steady_clock;

  const std::string what_;
  const bool is_terminal_;
  Clock::time_point next_;
  bool shown_ = false;
};

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_PROGRESS_H_
