# How every target of Sinter is declared, so that flags, header sets and names
# are decided here alone.

include(SinterCompiler)

# Enters `dir` when it is part of this tree.
macro(sinter_add_part dir)
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${dir}/CMakeLists.txt")
    add_subdirectory(${dir})
  endif()
endmacro()

# sinter_library(codec SOURCES a.cc... HEADERS a.h... PUBLIC_LIBS ... LIBS ...)
#
# Declares the static library sinter_<name>, known to users as Sinter::<name>.
# Headers are installed and included by their path from the repository root.
function(sinter_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;PUBLIC_LIBS;LIBS" ${ARGN})
  set(target sinter_${name})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(Sinter::${name} ALIAS ${target})
  sinter_compile_options(${target})
  # Library code needs no RTTI either, but has it: a program that is compiled
  # with it refers to the type information of the classes that it uses.
  target_compile_options(${target} PRIVATE -fno-exceptions)
  target_sources(
    ${target}
    PUBLIC FILE_SET
           HEADERS
           BASE_DIRS
           "${PROJECT_SOURCE_DIR}"
           FILES
           ${ARG_HEADERS})
  target_include_directories(
    ${target}
    PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>"
           "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/sinter>")
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_link_libraries(${target} PUBLIC ${ARG_PUBLIC_LIBS} PRIVATE ${ARG_LIBS})
  set_target_properties(
    ${target}
    PROPERTIES EXPORT_NAME ${name}
               LINKER_LANGUAGE CXX
               POSITION_INDEPENDENT_CODE ON
               VERIFY_INTERFACE_HEADER_SETS ON)
  install(
    TARGETS ${target}
    EXPORT SinterTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    FILE_SET HEADERS
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/sinter")
endfunction()

# sinter_executable(name SOURCES ... LIBS ...): a program of this tree.
function(sinter_executable name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  sinter_compile_options(${name})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LIBS})
endfunction()
