# What evalkit/findings/r_export/headline.R computes of the stored exports in tests/golden/headline; base R alone.
# Rscript tests/golden/headline.R > tests/golden/headline.out   (from the repository's root)
options(digits = 15)
cat("#", R.version.string, "; base R only\n")
cat("case,name,report,r\n")
script <- "evalkit/findings/r_export/headline.R"
for (case in list.dirs("tests/golden/headline", full.names = FALSE, recursive = FALSE)) {
  unpacked <- tempfile(case)
  dir.create(unpacked)
  # A connection to a file reads it whether it is compressed or not.
  for (file in list.files(file.path("tests/golden/headline", case)))
    writeLines(readLines(file.path("tests/golden/headline", case, file)), file.path(unpacked, sub("[.]bz2$", "", file)))
  inside <- new.env()
  inside$export_folder <- unpacked
  invisible(capture.output(sys.source(script, inside)))
  cat(sprintf("%s,%s,%.15g,%.15g\n", case, inside$compared$name, inside$compared$report, inside$compared$r), sep = "")
}
