#undef IMPORT0
#undef IMPORT1
#undef IMPORT2
#undef IMPORT3
#undef IMPORT4
#undef IMPORT5
#undef IMPORT6
