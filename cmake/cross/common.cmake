# What the toolchain files beside this one share. They set cross_triple (of the
# compiler), cross_directory (Debian's name of its libraries) and cross_qemu, and
# include it. test-cross.sh puts the libraries into build/cross/<machine>/root.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_CXX_COMPILER ${cross_triple}-g++)
set(CMAKE_LIBRARY_ARCHITECTURE ${cross_directory})

cmake_path(ABSOLUTE_PATH CMAKE_CURRENT_LIST_DIR OUTPUT_VARIABLE cross_root)
cmake_path(
  SET
  cross_root
  NORMALIZE
  "${cross_root}/../../build/cross/${CMAKE_SYSTEM_PROCESSOR}/root")
set(CMAKE_FIND_ROOT_PATH "${cross_root}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_SYSROOT_DIR} "${cross_root}")
set(ENV{PKG_CONFIG_LIBDIR} "${cross_root}/usr/lib/${cross_directory}/pkgconfig")

# Libraries need libraries, which the linker looks for here.
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "-Wl,-rpath-link,${cross_root}/usr/lib/${cross_directory}")
# What the build or a test runs goes through the emulator.
set(CMAKE_CROSSCOMPILING_EMULATOR
    ${cross_qemu} -L /usr/${cross_triple} -E
    LD_LIBRARY_PATH=${cross_root}/usr/lib/${cross_directory}:/usr/${cross_triple}/lib)
