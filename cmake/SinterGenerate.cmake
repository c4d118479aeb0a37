# sinter_generate(TARGET target SCHEMAS a.sinter... [IMPORT_DIRS dir...]
#                 [OUT_DIR dir])
#
# Compiles schemas to C++ and adds the code to a library or program. In it
# "a.sinter.h" can be included, and so it can in what links to a library. A
# schema inside one of IMPORT_DIRS, where imports are looked for, has the same
# path inside OUT_DIR ("geo/point.sinter.h"), any other its name alone. OUT_DIR
# is a directory of the target's own inside the build tree if it is left out.
#
# What is built depends on the schemas, on all they import, and on the compiler.
cmake_policy(PUSH)
cmake_policy(VERSION 3.25)

function(sinter_generate)
  cmake_parse_arguments(ARG "" "TARGET;OUT_DIR" "SCHEMAS;IMPORT_DIRS" ${ARGN})
  if(NOT TARGET "${ARG_TARGET}" OR NOT ARG_SCHEMAS OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "sinter_generate(TARGET target SCHEMAS a.sinter... "
                        "[IMPORT_DIRS dir...] [OUT_DIR dir])")
  endif()
  if(NOT ARG_OUT_DIR)
    set(ARG_OUT_DIR "${CMAKE_CURRENT_BINARY_DIR}/${ARG_TARGET}_sinter")
  endif()
  cmake_path(ABSOLUTE_PATH ARG_OUT_DIR BASE_DIRECTORY
             "${CMAKE_CURRENT_BINARY_DIR}")

  set(import_dirs)
  set(import_flags)
  foreach(dir IN LISTS ARG_IMPORT_DIRS)
    cmake_path(ABSOLUTE_PATH dir NORMALIZE)
    list(APPEND import_dirs "${dir}")
    list(APPEND import_flags -I "${dir}")
  endforeach()

  foreach(schema IN LISTS ARG_SCHEMAS)
    cmake_path(ABSOLUTE_PATH schema NORMALIZE)
    cmake_path(GET schema FILENAME name)
    foreach(dir IN LISTS import_dirs)
      cmake_path(IS_PREFIX dir "${schema}" is_inside)
      if(is_inside)
        cmake_path(RELATIVE_PATH schema BASE_DIRECTORY "${dir}" OUTPUT_VARIABLE
                   name)
        break()
      endif()
    endforeach()
    string(REGEX REPLACE "\\.sinter$" "" name "${name}")
    set(base "${ARG_OUT_DIR}/${name}")
    set(outputs "${base}.sinter.h" "${base}.sinter.cc" "${base}.builder.h"
                "${base}.native.h" "${base}.native.cc")
    add_custom_command(
      OUTPUT ${outputs}
      COMMAND Sinter::sinter compile ${import_flags} --cpp-out "${ARG_OUT_DIR}"
              --depfile "${base}.sinter.d" "${schema}"
      DEPENDS "${schema}" Sinter::sinter
      DEPFILE "${base}.sinter.d"
      COMMENT "Compiling ${name}.sinter"
      VERBATIM)
    target_sources(${ARG_TARGET} PRIVATE ${outputs})
  endforeach()

  get_target_property(type ${ARG_TARGET} TYPE)
  if(type STREQUAL EXECUTABLE)
    set(scope PRIVATE)
  else()
    set(scope PUBLIC)
  endif()
  target_include_directories(${ARG_TARGET}
                             ${scope} "$<BUILD_INTERFACE:${ARG_OUT_DIR}>")
  target_link_libraries(${ARG_TARGET} ${scope} Sinter::codec)
endfunction()

cmake_policy(POP)
