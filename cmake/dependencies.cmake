# Every library that ptop needs, found or named: all that is missing in one message.
find_package(PkgConfig REQUIRED)
set(PTOP_MISSING "")

function(ptop_pkg target package debian)
  string(MAKE_C_IDENTIFIER ${package} id)
  pkg_check_modules(${id} QUIET IMPORTED_TARGET ${package})
  if(${id}_FOUND)
    add_library(PTOP::${target} INTERFACE IMPORTED GLOBAL)
    target_link_libraries(PTOP::${target} INTERFACE PkgConfig::${id})
  else()
    set(PTOP_MISSING "${PTOP_MISSING} ${debian}" PARENT_SCOPE)
  endif()
endfunction()

# libunistring has no pkg-config file.
find_path(UNISTRING_INCLUDE unistr.h)
find_library(UNISTRING_LIBRARY unistring)
if(UNISTRING_INCLUDE AND UNISTRING_LIBRARY)
  add_library(PTOP::unistring INTERFACE IMPORTED GLOBAL)
  target_include_directories(PTOP::unistring SYSTEM INTERFACE ${UNISTRING_INCLUDE})
  target_link_libraries(PTOP::unistring INTERFACE ${UNISTRING_LIBRARY})
else()
  string(APPEND PTOP_MISSING " libunistring-dev")
endif()

ptop_pkg(ncursesw ncursesw libncurses-dev)
ptop_pkg(tsm libtsm libtsm-dev)
ptop_pkg(pcre2 libpcre2-8 libpcre2-dev)
ptop_pkg(dw libdw libdw-dev)
if(PTOP_TESTS)
  ptop_pkg(cmocka cmocka libcmocka-dev)
  ptop_pkg(vterm vterm libvterm-dev)
endif()

if(PTOP_MISSING)
  message(FATAL_ERROR "ptop needs libraries that are not here. On Debian or Ubuntu:\n"
    "    apt-get install${PTOP_MISSING}\nor let ./dev install them.")
endif()
