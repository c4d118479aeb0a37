#include "bench/step_counter.h"

#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace sinter::bench {
namespace {

// The tracer recognises these two by their addresses. They differ in what they
// do so that no linker folds them into one.
volatile int marks = 0;
[[gnu::noinline]] void BeginMark() { marks = 1; }
[[gnu::noinline]] void EndMark() { marks = 2; }

[[noreturn]] void RunTraced(uint32_t num_calls,
                            const std::function<void(uint32_t)>& call) {
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(1);
  for (uint32_t i = 0; i < num_calls; ++i) {
    raise(SIGSTOP);  // the tracer takes over until EndMark
    BeginMark();
    call(i);
    EndMark();
  }
  _exit(0);
}

uint64_t InstructionPointer(pid_t child) {
  user_regs_struct registers{};
  ptrace(PTRACE_GETREGS, child, nullptr, &registers);
  return registers.rip;
}

bool WaitForStop(pid_t child) {
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFSTOPPED(status);
}

bool Step(pid_t child) {
  return ptrace(PTRACE_SINGLESTEP, child, nullptr, nullptr) == 0 &&
         WaitForStop(child);
}

bool StepTo(pid_t child, void (*mark)(), uint64_t& steps) {
  const auto address = reinterpret_cast<uint64_t>(mark);
  steps = 0;
  while (InstructionPointer(child) != address) {
    if (!Step(child)) return false;
    ++steps;
  }
  return true;
}

}  // namespace

std::vector<uint64_t> CountSteps(uint32_t num_calls,
                                 const std::function<void(uint32_t)>& call) {
  std::vector<uint64_t> counts;
  const pid_t child = fork();
  if (child < 0) return counts;
  if (child == 0) RunTraced(num_calls, call);
  while (WaitForStop(child)) {
    uint64_t steps;
    if (!StepTo(child, BeginMark, steps) || !StepTo(child, EndMark, steps)) {
      break;
    }
    counts.push_back(steps);
    if (ptrace(PTRACE_CONT, child, nullptr, nullptr) != 0) break;
  }
  if (counts.size() != num_calls) counts.clear();
  return counts;
}

}  // namespace sinter::bench
