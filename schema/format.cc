#include "schema/format.h"

#include <memory_resource>
#include <utility>

#include "schema/format_tokens.h"
#include "schema/lexer.h"
#include "schema/limits.h"
#include "schema/parser.h"
#include "schema/render.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

// Writes the tokens of a text without syntax errors.
class Printer {
 public:
  Printer(std::string_view source, const TokenList& tokens)
      : source_(source), tokens_(tokens), roles_(source, tokens) {}

  std::string Run() {
    const size_t end = tokens_.tokens.size() - 1;
    for (size_t i = 0; i < end; ++i) PrintToken(i);
    PrintComments(end);
    EndLine();
    return std::move(out_);
  }

 private:
  // A body that is being printed.
  struct Body {
    size_t open;
    bool on_one_line;
  };

  bool OnOneLine() const {
    return !bodies_.empty() && bodies_.back().on_one_line;
  }

  void PrintToken(size_t i) {
    if (roles_.EndsBody(i)) return PrintClose(i);
    // A comment before a separator moves behind it, where it ends a line; but
    // not one that would become the documentation of what follows.
    const bool comments_after =
        (roles_.IsSeparator(i) || roles_.OpensBody(i)) && !HasDoc(i);
    if (!comments_after) PrintComments(i);
    if (!ShouldDrop(i)) {
      if (at_statement_start_) {
        StartStatement(i);
      } else {
        ContinueLine(i);
      }
      out_ += TextOf(i);
    }
    at_statement_start_ = false;
    previous_end_ = tokens_.tokens[i].offset + tokens_.tokens[i].length;
    if (roles_.OpensBody(i)) {
      bodies_.push_back({i, roles_.FitsOnOneLine(i, bodies_.size())});
      is_first_in_body_ = true;
    }
    if (roles_.OpensBody(i) || roles_.IsSeparator(i))
      at_statement_start_ = true;
    if (comments_after) PrintComments(i);
  }

  void PrintClose(size_t i) {
    const Body body = bodies_.back();
    if (!body.on_one_line && roles_.NeedsTrailingComma(i)) out_ += ',';
    if (!body.on_one_line) at_statement_start_ = true;
    PrintComments(i);
    bodies_.pop_back();
    if (body.on_one_line) {
      if (i != body.open + 1) out_ += ' ';
    } else {
      NewLine(bodies_.size());
    }
    out_ += '}';
    is_first_in_body_ = false;
    at_statement_start_ = false;
    previous_end_ = tokens_.tokens[i].offset + 1;
    if (!roles_.IsInlineUnion(body.open)) at_statement_start_ = true;
  }

  // A comma before the `}` of a body on one line, or after a group, is left
  // out.
  bool ShouldDrop(size_t i) const {
    return tokens_.tokens[i].kind == TokenKind::kComma && !HasDoc(i) &&
           (roles_.EndsBody(i - 1) || (OnOneLine() && roles_.EndsBody(i + 1)));
  }

  void StartStatement(size_t i) {
    if (OnOneLine()) {
      out_ += ' ';
    } else if (roles_.IsSeparator(i)) {  // after a group
      if (has_comment_) NewLine(bodies_.size());
    } else {
      if (HasBlankLine(tokens_.tokens[i].offset)) EndLine();
      NewLine(bodies_.size());
    }
    is_first_in_body_ = false;
  }

  void ContinueLine(size_t i) {
    if (has_comment_) {
      NewLine(bodies_.size() + 2);
    } else if (roles_.NeedsSpace(i)) {
      out_ += ' ';
    }
  }

  void PrintComments(size_t i) {
    for (const Comment& comment : tokens_.CommentsBefore(i)) {
      const bool own_line = comment.starts_line || has_comment_ || out_.empty();
      if (!own_line) {
        out_ += "  ";
      } else if (at_statement_start_) {
        if (HasBlankLine(comment.offset)) EndLine();
        NewLine(bodies_.size());
      } else {
        NewLine(bodies_.size() + 2);
      }
      out_ += source_.substr(comment.offset, comment.length);
      previous_end_ = comment.offset + comment.length;
      is_first_in_body_ = false;
      has_comment_ = true;
    }
  }

  // Whether the source has a blank line before `offset` that is worth keeping.
  bool HasBlankLine(size_t offset) const {
    if (is_first_in_body_ || out_.empty() || previous_end_ > offset) {
      return false;
    }
    size_t breaks = 0;
    for (size_t i = previous_end_; i < offset; ++i) {
      breaks += source_[i] == '\n' ? 1 : 0;
    }
    return breaks > 1;
  }

  void EndLine() {
    if (!out_.empty()) out_ += '\n';
  }

  void NewLine(size_t depth) {
    EndLine();
    out_.append(2 * depth, ' ');
    has_comment_ = false;
  }

  bool HasDoc(size_t i) const {
    for (const Comment& comment : tokens_.CommentsBefore(i)) {
      if (comment.is_doc && comment.starts_line) return true;
    }
    return false;
  }

  std::string_view TextOf(size_t i) const {
    return source_.substr(tokens_.tokens[i].offset, tokens_.tokens[i].length);
  }

  std::string_view source_;
  const TokenList& tokens_;
  TokenRoles roles_;
  std::string out_;
  std::vector<Body> bodies_;
  size_t previous_end_ = 0;  // in the source, of what was printed last
  bool at_statement_start_ = true;
  bool is_first_in_body_ = true;
  bool has_comment_ = false;  // the line ends in a comment
};

}  // namespace

std::string Formatted::DiagnosticText() const {
  return RenderText(diagnostics, num_dropped, sources);
}

Formatted Format(std::string_view text, const std::string& path) {
  Formatted result;
  DiagnosticSink sink;
  if (text.size() > kMaxSchemaFileBytes) {
    sink.Error("TOO_LARGE",
               Cat(path, ": larger than ", kMaxSchemaFileBytes, " bytes"));
  } else {
    std::pmr::monotonic_buffer_resource arena;
    const uint32_t file = result.sources.Add(path, std::string(text));
    const SourceFile& source = result.sources.file(file);
    const TokenList tokens = Lex(source, file, sink);
    Parse(source, file, tokens, &arena, sink);
    if (sink.num_errors() == 0) {
      result.text = Printer(source.text(), tokens).Run();
    }
  }
  result.num_dropped = sink.num_dropped();
  result.diagnostics = sink.TakeSorted();
  return result;
}

}  // namespace sinter::schema
