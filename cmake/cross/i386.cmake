set(CMAKE_SYSTEM_PROCESSOR i386)
set(cross_triple i686-linux-gnu)
set(cross_directory i386-linux-gnu)
set(cross_qemu qemu-i386-static)
include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")
# Decimals need arithmetic of doubles, which x87 registers do not do.
set(CMAKE_CXX_FLAGS_INIT "-msse2 -mfpmath=sse")
