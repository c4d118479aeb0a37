// sinter compile: C++ code from schemas.
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "codec/file/atomic_output.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"
#include "schema/compile.h"
#include "schema/cpp/generate.h"
#include "schema/file_loader.h"
#include "schema/text.h"
#include "tools/command.h"
#include "tools/output.h"

namespace sinter::tools {
namespace {

using schema::Cat;

constexpr std::string_view kExtension = ".sinter";
// Of generated files that exist: what is larger differs.
constexpr size_t kMaxGeneratedBytes = size_t{1} << 30;

// `path` behind the first of `directories` that holds it, else its last part.
std::string PathInside(const std::string& path,
                       const std::vector<std::string>& directories) {
  for (const std::string& directory : directories) {
    std::string prefix = schema::NormalPath(directory);
    if (prefix.empty() || prefix == ".") {
      if (!path.starts_with('/') && !path.starts_with("../")) return path;
      continue;
    }
    if (!prefix.ends_with('/')) prefix += '/';
    if (path.starts_with(prefix)) return path.substr(prefix.size());
  }
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string WithoutExtension(std::string path) {
  if (path.ends_with(kExtension)) path.resize(path.size() - kExtension.size());
  return path;
}

absl::Status WriteFile(const std::string& path, std::string_view text) {
  ASSIGN_OR_RETURN(const std::unique_ptr<OutputFile> output,
                   OutputFile::Open(path));
  RETURN_IF_ERROR(output->Append(AsBytes(text)));
  return output->Commit();
}

// Leaves a file alone that is as it should be, so that nothing is built anew.
absl::Status WriteIfChanged(const std::string& path, std::string_view text) {
  schema::DiskLoader disk;
  std::string before;
  if (disk.Load(path, kMaxGeneratedBytes, before) ==
          schema::LoadResult::kLoaded &&
      before == text) {
    return absl::OkStatus();
  }
  std::error_code error;  // told by the file that cannot be written
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(),
                                      error);
  return WriteFile(path, text);
}

// A path in a rule of make.
std::string EscapeForMake(std::string_view path) {
  std::string escaped;
  for (const char c : path) {
    if (c == ' ' || c == '#' || c == '\\') escaped += '\\';
    if (c == '$') escaped += '$';
    escaped += c;
  }
  return escaped;
}

class CompileCommand final : public Command {
 public:
  void Declare(FlagSet& flags) override {
    flags.Arguments("SCHEMA", &paths_, "schema files");
    flags.Text("--cpp-out", "DIR", &cpp_out_,
               "write C++ code to this directory");
    flags.Texts("-I,--import", "DIR", &search_paths_,
                "look for imported schemas here too; may be repeated. Code for "
                "a\nschema inside DIR has the same path inside of --cpp-out");
    flags.Text("--depfile", "FILE", &depfile_,
               "also tell make, in this file, which schemas were read");
  }

  absl::StatusOr<ExitStatus> Run() override {
    if (paths_.empty()) return UsageError("which schemas?");
    if (cpp_out_.empty()) return UsageError("where to? Name it by --cpp-out");
    for (const std::string& path : paths_) RETURN_IF_ERROR(Compile(path));
    if (!depfile_.empty()) RETURN_IF_ERROR(WriteIfChanged(depfile_, rules_));
    return ExitStatus::kFine;
  }

 private:
  absl::Status Compile(const std::string& path) {
    schema::DiskLoader disk;
    const schema::Compilation compilation =
        schema::CompileFile(path, disk, {.search_paths = search_paths_});
    const std::string text = compilation.DiagnosticText();
    if (!compilation.schema) {
      return compilation.io_failed ? absl::NotFoundError(text)
                                   : absl::InvalidArgumentError(text);
    }
    std::fwrite(text.data(), 1, text.size(), stderr);
    const auto base_name = [&](uint32_t file) {
      return WithoutExtension(PathInside(
          schema::NormalPath(compilation.schema->files[file]), search_paths_));
    };
    RETURN_IF_ERROR(ClaimName(base_name(0), path));
    ASSIGN_OR_RETURN(const std::vector<schema::cpp::GeneratedFile> files,
                     schema::cpp::Generate(
                         *compilation.schema,
                         {.base_name = base_name, .version = SINTER_VERSION}));
    for (const schema::cpp::GeneratedFile& file : files) {
      const std::string output = Cat(cpp_out_, "/", file.path);
      RETURN_IF_ERROR(WriteIfChanged(output, file.text));
      rules_ += Cat(EscapeForMake(output),
                    file.path == files.back().path ? ":" : " ");
    }
    for (const std::string& source : compilation.schema->files) {
      rules_ += Cat(" \\\n  ", EscapeForMake(source));
    }
    rules_ += "\n";
    return absl::OkStatus();
  }

  // Two schemas must not write one file.
  absl::Status ClaimName(const std::string& name, const std::string& path) {
    const auto [other, is_new] = names_.emplace(name, path);
    if (is_new || other->second == path) return absl::OkStatus();
    return UsageError(Cat("the code for ", path, " and ", other->second,
                          " would have one name, ", name,
                          ": tell them apart by -I DIR"));
  }

  std::vector<std::string> paths_;
  std::vector<std::string> search_paths_;
  std::string cpp_out_;
  std::string depfile_;
  std::string rules_;
  std::map<std::string, std::string> names_;
};

}  // namespace

const CommandInfo kCompileCommand = {
    .name = "compile",
    .summary = "Turn schemas into C++ code",
    .usage = "--cpp-out DIR [-I DIR] [--depfile FILE] SCHEMA...",
    .examples =
        "  sinter compile shop.sinter --cpp-out gen\n"
        "  sinter compile -I schemas schemas/geo/*.sinter --cpp-out gen\n",
    .notes =
        "Writes NAME.sinter.h and NAME.sinter.cc for each SCHEMA, not for "
        "those "
        "that it\nimports. Files that do not change are left alone.\n",
    .make = [] { return std::unique_ptr<Command>(new CompileCommand); },
};

}  // namespace sinter::tools
