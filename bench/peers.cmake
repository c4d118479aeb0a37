# The comparison with other formats: their schemas and the code between their
# types and plain structs are generated (generate/), then compiled by each
# format's own compiler.

pkg_check_modules(BENCH_PEERS REQUIRED IMPORTED_TARGET
                  protobuf flatbuffers capnp libzstd)

set(generated "${CMAKE_CURRENT_BINARY_DIR}/generated")
file(GLOB generators CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/generate/*")
set(families log minecraft_savedata mk48 mesh iso639_3 status order sparse
    telemetry)
set(formats sinter protobuf flatbuffers capnproto capnproto_packed messagepack)

set(sources "${generated}/measure_all.cc")
set(peer_sources)
foreach(name IN LISTS families ITEMS sparse_one)
  list(APPEND sources "${generated}/measure_${name}.cc")
  foreach(format IN LISTS formats)
    list(APPEND sources "${generated}/${name}_${format}.cc")
  endforeach()
endforeach()
foreach(name IN LISTS families)
  list(APPEND peer_sources "${generated}/${name}.pb.cc"
       "${generated}/${name}.capnp.c++")
endforeach()
add_custom_command(
  OUTPUT ${sources} ${peer_sources}
  COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/generate/run.sh" "${generated}"
  DEPENDS ${generators}
  COMMENT "Generating the peers' schemas and code"
  VERBATIM)

# What the peers' compilers write is not ours to warn about.
add_library(bench_peer_code STATIC ${peer_sources})
target_compile_features(bench_peer_code PUBLIC cxx_std_20)
target_compile_definitions(bench_peer_code PUBLIC MSGPACK_NO_BOOST)
target_include_directories(bench_peer_code SYSTEM PUBLIC "${generated}")
target_link_libraries(bench_peer_code PUBLIC PkgConfig::BENCH_PEERS)

add_library(bench_sinter_code STATIC)
target_compile_features(bench_sinter_code PUBLIC cxx_std_20)
list(TRANSFORM families REPLACE "(.+)" "schemas/\\1.sinter"
     OUTPUT_VARIABLE schemas)
sinter_generate(TARGET bench_sinter_code SCHEMAS ${schemas}
                schemas/log_bytes.sinter)

add_executable(
  bench_peers
  ${sources}
  harness/allocations.cc
  harness/main.cc
  harness/measure_log_columns.cc
  harness/run.cc
  harness/timing.cc)
target_include_directories(bench_peers PRIVATE "${PROJECT_SOURCE_DIR}")
target_link_libraries(bench_peers PRIVATE bench_peer_code bench_sinter_code
                                          Sinter::codec)
