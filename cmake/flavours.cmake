# One word chooses how ptop is built: -DPTOP_FLAVOUR=NAME.  The presets and ./dev
# pass the word on and know nothing else; an explicit -D on top of it wins.
set(PTOP_FLAVOUR "" CACHE STRING "release, bench, dev, asan, tsan, coverage or fuzz")
set_property(CACHE PTOP_FLAVOUR PROPERTY STRINGS release bench dev asan tsan coverage fuzz)

set(flavour_release  CMAKE_BUILD_TYPE=RelWithDebInfo PTOP_TESTS=OFF)
set(flavour_bench    CMAKE_BUILD_TYPE=RelWithDebInfo)
set(flavour_dev      CMAKE_BUILD_TYPE=Debug)
set(flavour_asan     CMAKE_BUILD_TYPE=Debug PTOP_SANITIZE=address,undefined)
set(flavour_tsan     CMAKE_BUILD_TYPE=Debug PTOP_SANITIZE=thread)
set(flavour_coverage CMAKE_BUILD_TYPE=Debug PTOP_COVERAGE=ON)
set(flavour_fuzz     CMAKE_BUILD_TYPE=RelWithDebInfo PTOP_SANITIZE=address,undefined,fuzzer-no-link
                     PTOP_FUZZ=ON PTOP_TESTS=OFF CMAKE_C_COMPILER=clang)

if(PTOP_FLAVOUR AND NOT DEFINED flavour_${PTOP_FLAVOUR})
  message(FATAL_ERROR "PTOP_FLAVOUR is ${PTOP_FLAVOUR}, which is none of ptop's flavours")
endif()
foreach(setting ${flavour_${PTOP_FLAVOUR}})
  string(REGEX MATCH "^([A-Z_]+)=(.*)$" matched ${setting})
  if(NOT DEFINED ${CMAKE_MATCH_1})
    set(${CMAKE_MATCH_1} ${CMAKE_MATCH_2} CACHE STRING "from PTOP_FLAVOUR=${PTOP_FLAVOUR}")
  endif()
endforeach()
