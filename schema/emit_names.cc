#include "schema/emit_names.h"

namespace sinter::schema {

const char* KindName(NodeKind kind) {
  switch (kind) {
    case NodeKind::kBool:
      return "kBool";
    case NodeKind::kInteger:
      return "kInteger";
    case NodeKind::kFloat:
      return "kFloat";
    case NodeKind::kText:
      return "kText";
    case NodeKind::kOptional:
      return "kOptional";
    case NodeKind::kList:
      return "kList";
    case NodeKind::kArray:
      return "kArray";
    case NodeKind::kMap:
      return "kMap";
    case NodeKind::kUnion:
      return "kUnion";
    case NodeKind::kNull:
      return "kNull";
    case NodeKind::kRecord:
      return "kRecord";
    case NodeKind::kStruct:
      return "kStruct";
    case NodeKind::kRaw:
      return "kRaw";
  }
  return "";
}

const char* KindName(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::kBool:
      return "kBool";
    case ShapeKind::kInteger:
      return "kInteger";
    case ShapeKind::kFloat:
      return "kFloat";
    case ShapeKind::kBytes:
      return "kBytes";
    case ShapeKind::kArray:
      return "kArray";
    case ShapeKind::kStruct:
      return "kStruct";
  }
  return "";
}

const char* LoneFormName(LoneForm form) {
  switch (form) {
    case LoneForm::kVarint:
      return "kVarint";
    case LoneForm::kCode:
      return "kCode";
    case LoneForm::kOpenCode:
      return "kOpenCode";
  }
  return "";
}

}  // namespace sinter::schema
