# `cmake --install`: libraries, headers, and the package that
# find_package(Sinter CONFIG) reads.

include(CMakePackageConfigHelpers)

set(sinter_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Sinter")
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/SinterConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/SinterConfig.cmake"
  INSTALL_DESTINATION "${sinter_package_dir}")
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/SinterConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/SinterConfig.cmake"
              "${PROJECT_BINARY_DIR}/SinterConfigVersion.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/SinterGenerate.cmake"
        DESTINATION "${sinter_package_dir}")
install(
  EXPORT SinterTargets
  NAMESPACE Sinter::
  DESTINATION "${sinter_package_dir}")
