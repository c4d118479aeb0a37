#include "schema/compile.h"

#include <memory_resource>
#include <unordered_map>
#include <utility>

#include "schema/lexer.h"
#include "schema/limits.h"
#include "schema/parser.h"
#include "schema/render.h"
#include "schema/resolver.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

// Reads and parses the root file and, depth first, what it imports.
class Compiler {
 public:
  Compiler(FileLoader& loader, const CompileOptions& options,
           Compilation& result)
      : loader_(loader), options_(options), result_(result) {}

  void Run(const std::string& path) {
    if (LoadRoot(path)) {
      LoadImports();
      Schema schema = Resolve(files_, result_.sources, sink_);
      if (sink_.num_errors() == 0) result_.schema = std::move(schema);
    }
    result_.num_dropped = sink_.num_dropped();
    result_.diagnostics = sink_.TakeSorted();
  }

 private:
  // A file whose imports are being loaded: the next one to look at.
  struct Frame {
    uint32_t file;
    const ImportNode* next;
  };

  bool LoadRoot(const std::string& path) {
    std::string text;
    const LoadResult loaded = loader_.Load(path, kMaxSchemaFileBytes, text);
    if (loaded == LoadResult::kLoaded) {
      Add(path, std::move(text));
      return true;
    }
    result_.io_failed = true;
    sink_.Error("FILE", Cat(path, ": ", FailureText(loaded, text)));
    return false;
  }

  static std::string FailureText(LoadResult result, const std::string& why) {
    if (result == LoadResult::kNotFound) return "no such file";
    if (result == LoadResult::kFailed) return why;
    return Cat("larger than ", kMaxSchemaFileBytes, " bytes");
  }

  // Parses a file and puts it on the stack.
  uint32_t Add(const std::string& path, std::string text) {
    total_bytes_ += text.size();
    const uint32_t file = result_.sources.Add(path, std::move(text));
    by_path_.emplace(NormalPath(path), file);
    const SourceFile& source = result_.sources.file(file);
    const TokenList tokens = Lex(source, file, sink_);
    files_.push_back({Parse(source, file, tokens, &arena_, sink_), {}});
    stack_.push_back({file, files_.back().node->imports.first()});
    is_open_.push_back(true);
    return file;
  }

  void LoadImports() {
    while (!stack_.empty()) {
      const Frame frame = stack_.back();
      if (frame.next == nullptr) {
        is_open_[frame.file] = false;
        stack_.pop_back();
        continue;
      }
      stack_.back().next = frame.next->next;
      if (const auto file = FindImport(frame.file, *frame.next)) {
        files_[frame.file].imports.push_back(*file);
      }
    }
  }

  std::optional<uint32_t> FindImport(uint32_t importer,
                                     const ImportNode& import) {
    if (import.path.empty() || import.path.size() > kMaxImportPathBytes ||
        import.path.front() == '/' ||
        import.path.find('\\') != std::string_view::npos ||
        import.path.find('\0') != std::string_view::npos) {
      sink_.Error("IMPORT_PATH", import.span,
                  "an import is a relative path with `/` between its parts");
      return std::nullopt;
    }
    std::vector<std::string> places = {
        PathBeside(result_.sources.file(importer).path(), import.path)};
    for (const std::string& directory : options_.search_paths) {
      places.push_back(NormalPath(Cat(directory, "/", import.path)));
    }
    for (const std::string& place : places) {
      const auto known = by_path_.find(place);
      if (known != by_path_.end()) return Reuse(known->second, import);
      std::string text;
      const LoadResult loaded = loader_.Load(place, kMaxSchemaFileBytes, text);
      if (loaded == LoadResult::kNotFound) continue;
      if (loaded == LoadResult::kLoaded) {
        return AddImport(place, std::move(text), import);
      }
      sink_.Error("IMPORT", import.span,
                  Cat(place, ": ", FailureText(loaded, text)));
      return std::nullopt;
    }
    Diagnostic& error = sink_.Error(
        "IMPORT", import.span, Cat("cannot find ", QuoteString(import.path)));
    for (const std::string& place : places) error.Note("looked for " + place);
    return std::nullopt;
  }

  std::optional<uint32_t> AddImport(const std::string& path, std::string text,
                                    const ImportNode& import) {
    if (files_.size() >= kMaxSchemaFiles ||
        text.size() > kMaxSchemaTotalBytes - total_bytes_) {
      sink_.Error("TOO_LARGE", import.span,
                  Cat("more than ", kMaxSchemaFiles, " files or ",
                      kMaxSchemaTotalBytes, " bytes in all"));
      return std::nullopt;
    }
    return Add(path, std::move(text));
  }

  std::optional<uint32_t> Reuse(uint32_t file, const ImportNode& import) {
    if (!is_open_[file]) return file;
    std::string chain;
    bool in_cycle = false;
    for (const Frame& frame : stack_) {
      in_cycle = in_cycle || frame.file == file;
      if (in_cycle) chain += result_.sources.file(frame.file).path() + " -> ";
    }
    sink_.Error("IMPORT_CYCLE", import.span, "files import each other")
        .Note(chain + result_.sources.file(file).path());
    return std::nullopt;
  }

  FileLoader& loader_;
  const CompileOptions& options_;
  Compilation& result_;
  DiagnosticSink sink_;
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<ParsedFile> files_;
  std::vector<Frame> stack_;
  std::vector<bool> is_open_;                          // on the stack
  std::unordered_map<std::string, uint32_t> by_path_;  // normal paths
  size_t total_bytes_ = 0;
};

}  // namespace

std::string Compilation::DiagnosticText() const {
  return RenderText(diagnostics, num_dropped, sources);
}

Compilation CompileFile(const std::string& path, FileLoader& loader,
                        const CompileOptions& options) {
  Compilation result;
  Compiler(loader, options, result).Run(path);
  return result;
}

Compilation CompileText(std::string_view text, const std::string& path) {
  MemoryLoader loader;
  loader.Add(path, std::string(text));
  return CompileFile(path, loader);
}

}  // namespace sinter::schema
