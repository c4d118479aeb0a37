#include "tools/progress.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include "tools/value_text.h"

namespace sinter::tools {

Progress::Progress(std::string what)
    : what_(std::move(what)),
      is_terminal_(::isatty(STDERR_FILENO) == 1),
      next_(Clock::now() + std::chrono::seconds(1)) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Update(uint64_t done, uint64_t total) {
  if (!is_terminal_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(200);
  shown_ = true;
  const std::string share = total == 0 ? "" : ", " + ShareText(done, total);
  std::fprintf(stderr, "\r\x1b[K%s %s%s", Grouped(done).c_str(), what_.c_str(),
               share.c_str());
}

}  // namespace sinter::tools
