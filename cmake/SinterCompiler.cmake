# Compiler flags of Sinter's own targets. None of them reaches a user's target.

if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(SINTER_CCACHE ccache)
  if(SINTER_CCACHE)
    # Without the sloppiness ccache gives up on precompiled headers.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
        "${SINTER_CCACHE}")
  endif()
endif()

if(SINTER_FUZZ AND NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
  message(FATAL_ERROR "SINTER_FUZZ=ON needs Clang (libFuzzer); without it the "
                      "harnesses replay their corpora with any compiler")
endif()

# Flags that all code of one program must share.
set(sinter_program_options)
if(SINTER_FUZZ)
  list(APPEND sinter_program_options -fsanitize=fuzzer-no-link)
endif()
if(SINTER_SANITIZE)
  list(APPEND sinter_program_options -fsanitize=${SINTER_SANITIZE}
       -fno-sanitize-recover=all -fno-omit-frame-pointer)
endif()

function(sinter_compile_options target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(
    ${target}
    PRIVATE -Wall
            -Wextra
            -Wconversion
            -Wshadow
            # GCC 12 sees overlaps in inlined string appends that cannot be
            # (its bug 105651).
            $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
            # Sizes and offsets are uint64_t until they have been compared with
            # the memory there is; then a size_t of 32 bits holds them.
            $<$<EQUAL:${CMAKE_SIZEOF_VOID_P},4>:-Wno-conversion>
            $<$<BOOL:${SINTER_WERROR}>:-Werror>
            # A decimal is one division, rounded once, on every machine.
            -ffp-contract=off
            # Makes precompiled headers the same bytes each time, for ccache.
            $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>
            ${sinter_program_options})
  target_link_options(${target} PRIVATE ${sinter_program_options})
endfunction()
