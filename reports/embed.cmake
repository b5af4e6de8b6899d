# Builds html/ and svg/ into the program: the style sheet and the parts of the script go into page.html, with their
# hashes into its Content-Security-Policy, so that the browser runs these and nothing else; the whole goes into a
# source file as literals, cut where the data goes.
#
# cmake -D FROM=reports -D TO=embedded.cpp -P embed.cmake

set(scripts dagre/dagre.min data dom words swim_lanes state state_graph overview run case page)

# The SHA-256 of a text as base64, three bytes (six hexadecimal digits) at a time.
function(base64_sha256 text result)
  string(SHA256 digits "${text}")
  string(APPEND digits "00")  # 32 bytes; one more fills the last group
  set(letters "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  set(encoded "")
  foreach(at RANGE 0 60 6)
    string(SUBSTRING "${digits}" ${at} 6 group)
    foreach(shift 18 12 6 0)
      math(EXPR index "(0x${group} >> ${shift}) & 63")
      string(SUBSTRING "${letters}" ${index} 1 letter)
      string(APPEND encoded "${letter}")
    endforeach()
  endforeach()
  string(SUBSTRING "${encoded}" 0 43 encoded)
  set(${result} "sha256-${encoded}=" PARENT_SCOPE)
endfunction()

function(literal text result)
  if(text MATCHES "\\)HOLDFAST")
    message(FATAL_ERROR "the text holds what ends its literal")
  endif()
  set(${result} "R\"HOLDFAST(${text})HOLDFAST\"" PARENT_SCOPE)
endfunction()

file(READ ${FROM}/html/page.html page)
file(READ ${FROM}/html/page.css style)
file(READ ${FROM}/svg/picture.css picture_style)
set(script "\"use strict\";\n(() => {\n")
foreach(part ${scripts})
  file(READ ${FROM}/html/${part}.js text)
  string(APPEND script "${text}\n")
endforeach()
string(APPEND script "})();\n")

base64_sha256("${style}" style_hash)
base64_sha256("${script}" script_hash)
string(REPLACE "@STYLE_HASH@" "${style_hash}" page "${page}")
string(REPLACE "@SCRIPT_HASH@" "${script_hash}" page "${page}")
string(REPLACE "@STYLE@" "${style}" page "${page}")
string(REPLACE "@SCRIPT@" "${script}" page "${page}")

string(FIND "${page}" "@DATA@" cut)
string(SUBSTRING "${page}" 0 ${cut} before)
math(EXPR cut "${cut} + 6")
string(SUBSTRING "${page}" ${cut} -1 after)
literal("${before}" before)
literal("${after}" after)
literal("${picture_style}" picture_style)

file(WRITE ${TO} "// Made by reports/embed.cmake.
#include \"reports/embedded.hpp\"

namespace holdfast::reports::embedded {

const std::string_view page_before_data = ${before};
const std::string_view page_after_data = ${after};
const std::string_view picture_style = ${picture_style};

}  // namespace holdfast::reports::embedded
")
