// The part of a schema that some messages need.
#ifndef SINTER_SCHEMA_PRUNE_SCHEMA_H_
#define SINTER_SCHEMA_PRUNE_SCHEMA_H_

#include <optional>

#include "schema/model.h"

namespace sinter::schema {

// The declarations that `root` reaches, itself the only root; or, without
// `root`, all of them. Declarations keep their order; types are those that the
// declarations use, in the order of their first use, each after those inside of
// it. So schemas that mean the same come out equal. Constants, files and places
// are left out.
Schema PruneSchema(const Schema& schema, std::optional<DeclId> root);

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_PRUNE_SCHEMA_H_
