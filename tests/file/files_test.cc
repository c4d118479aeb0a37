// Input and output as the operating system sees them.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "codec/file/atomic_output.h"
#include "codec/file/file_descriptor.h"
#include "codec/file/io_status.h"
#include "codec/file/mapped_file.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace sinter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

mode_t ModeOf(const std::string& path) {
  struct stat info;
  EXPECT_EQ(::stat(path.c_str(), &info), 0);
  return info.st_mode & 07777;
}

absl::Status WriteOutput(const std::string& path, std::string_view bytes,
                         const OutputOptions& options = {}) {
  auto output = OutputFile::Open(path, options);
  if (!output.ok()) return output.status();
  absl::Status status = (*output)->Append(AsBytes(bytes));
  if (!status.ok()) return status;
  return (*output)->Commit();
}

TEST(OutputFile, AppearsWholeAndLeavesNothingBeside) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("out.snt");
  ASSERT_OK_AND_ASSIGN(auto output, OutputFile::Open(path));
  EXPECT_FALSE(output->is_stream());
  const std::string big(200'000, 'x');
  EXPECT_OK(output->Append(AsBytes("head")));
  EXPECT_OK(output->Append(AsBytes(big)));
  EXPECT_OK(output->Append(AsBytes("tail")));
  EXPECT_NE(::access(path.c_str(), F_OK), 0);
  EXPECT_OK(output->Commit());
  EXPECT_EQ(ReadFile(path), "head" + big + "tail");
  EXPECT_THAT(directory.Names(), ElementsAre("out.snt"));
}

TEST(OutputFile, WithoutCommitKeepsTheOldFile) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("out");
  WriteFile(path, "old");
  {
    ASSERT_OK_AND_ASSIGN(auto output, OutputFile::Open(path));
    EXPECT_OK(output->Append(AsBytes("new")));
    EXPECT_OK(output->Flush());
  }
  EXPECT_EQ(ReadFile(path), "old");
  EXPECT_THAT(directory.Names(), ElementsAre("out"));
}

TEST(OutputFile, KeepsTheModeOfWhatItReplaces) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("out");
  WriteFile(path, "old");
  ASSERT_EQ(::chmod(path.c_str(), 0751), 0);
  EXPECT_OK(WriteOutput(path, "new", {.sync = true}));
  EXPECT_EQ(ReadFile(path), "new");
  EXPECT_EQ(ModeOf(path), mode_t{0751});
}

TEST(OutputFile, GivesNewFilesTheModeThatTheUmaskLeaves) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("out");
  const mode_t saved = ::umask(027);
  EXPECT_OK(WriteOutput(path, "new"));
  ::umask(saved);
  EXPECT_EQ(ModeOf(path), mode_t{0640});
}

TEST(OutputFile, WritesThroughSymbolicLinks) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("real");
  const std::string link = directory.File("link");
  WriteFile(path, "old");
  ASSERT_EQ(::symlink("real", link.c_str()), 0);
  EXPECT_OK(WriteOutput(link, "new"));
  EXPECT_EQ(ReadFile(path), "new");
  std::array<char, 16> target{};
  EXPECT_EQ(::readlink(link.c_str(), target.data(), target.size()), 4);
}

TEST(OutputFile, WritesToDevicesAndPipesDirectly) {
  ASSERT_OK_AND_ASSIGN(auto null, OutputFile::Open("/dev/null"));
  EXPECT_TRUE(null->is_stream());
  EXPECT_FALSE(null->is_terminal());
  EXPECT_OK(null->Append(AsBytes("lost")));
  EXPECT_OK(null->Commit());

  const TemporaryDirectory directory;
  const std::string path = directory.File("fifo");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const FileDescriptor reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK));
  ASSERT_OK_AND_ASSIGN(auto output, OutputFile::Open(path));
  EXPECT_OK(output->Append(AsBytes("now")));
  EXPECT_OK(output->Flush());
  std::array<char, 8> bytes{};
  EXPECT_EQ(::read(reader.get(), bytes.data(), bytes.size()), 3);
  EXPECT_EQ(std::string_view(bytes.data(), 3), "now");
}

TEST(OutputFile, ReportsAFullDevice) {
  ASSERT_OK_AND_ASSIGN(auto output, OutputFile::Open("/dev/full"));
  EXPECT_OK(output->Append(AsBytes("x")));
  const absl::Status status = output->Commit();
  EXPECT_THAT(status,
              StatusIs(absl::StatusCode::kUnavailable,
                       "/dev/full: cannot write: No space left on device"));
  EXPECT_TRUE(IsIoError(status));
  EXPECT_EQ(output->Append(AsBytes("x")), status);
}

TEST(OutputFile, NamesThePathThatCannotBeWritten) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("no/such/file");
  EXPECT_THAT(WriteOutput(path, "x"),
              StatusIs(absl::StatusCode::kNotFound,
                       path + ": cannot write: No such file or directory"));
  EXPECT_THAT(WriteOutput(directory.path(), "x"),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("cannot write: Is a directory")));
}

TEST(MappedFile, MapsRegularFiles) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("in");
  WriteFile(path, "content");
  ASSERT_OK_AND_ASSIGN(MappedFile file, MappedFile::Open(path));
  EXPECT_TRUE(file.is_mapped());
  EXPECT_EQ(AsText(file.bytes()), "content");
  const MappedFile moved = std::move(file);
  EXPECT_EQ(AsText(moved.bytes()), "content");
}

TEST(MappedFile, ReadsWhatCannotBeMapped) {
  const TemporaryDirectory directory;
  const std::string empty = directory.File("empty");
  WriteFile(empty, "");
  ASSERT_OK_AND_ASSIGN(const MappedFile none, MappedFile::Open(empty));
  EXPECT_EQ(none.bytes().size(), 0u);

  // Says that its size is 0.
  ASSERT_OK_AND_ASSIGN(const MappedFile status,
                       MappedFile::Open("/proc/self/status"));
  EXPECT_FALSE(status.is_mapped());
  EXPECT_THAT(std::string(AsText(status.bytes())), HasSubstr("Name:"));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(status.bytes().data()) % 64, 0u);
}

TEST(MappedFile, ReadsPipes) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const FileDescriptor reader(ends[0]);
  {
    const FileDescriptor writer(ends[1]);
    EXPECT_OK(WriteAll(writer.get(), AsBytes("through a pipe"), "pipe"));
  }
  const std::string path = "/dev/fd/" + std::to_string(reader.get());
  ASSERT_OK_AND_ASSIGN(const MappedFile file, MappedFile::Open(path));
  EXPECT_EQ(AsText(file.bytes()), "through a pipe");
}

TEST(MappedFile, NamesThePathThatCannotBeRead) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("missing");
  EXPECT_THAT(MappedFile::Open(path).status(),
              StatusIs(absl::StatusCode::kNotFound,
                       path + ": cannot open: No such file or directory"));
  EXPECT_THAT(MappedFile::Open(directory.path()).status(),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("cannot read: Is a directory")));
}

}  // namespace
}  // namespace sinter::testing
