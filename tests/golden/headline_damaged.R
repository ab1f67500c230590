# What evalkit/findings/r_export/headline.R says of stored exports into which a mistake was planted; base R alone.
# Rscript tests/golden/headline_damaged.R > tests/golden/headline_damaged.out   (from the repository's root)
script <- "evalkit/findings/r_export/headline.R"
cat("#", R.version.string, "; base R only; script", unname(tools::md5sum(script)), "\n")
cat("case,damage,noticed,contradictions\n")
other <- function(table) which(table$group == "comparison")
scaled <- function(cells, by) format(as.numeric(cells) * by, digits = 15)
damages <- list(
  nothing = list("schools.csv", function(table) table),
  "a weight" = list("schools.csv", function(table) { table$weight[other(table)[1]] <- "0.5"; table }),
  "a weight in one year" = list("schools.csv", function(table) {
    row <- other(table)[2]
    table$weight[row] <- scaled(table$weight[row], 3)
    table
  }),
  "all weights of a group" = list("schools.csv", function(table) {
    table$weight[other(table)] <- scaled(table$weight[other(table)], 2)
    table
  }),
  "a school of the programme dropped" = list("schools.csv", function(table) table[table$school != "A", ]),
  "a school twice" = list("schools.csv", function(table) rbind(table, table[table$school == "A", ])),
  "a matched school exchanged" = list("schools.csv", function(table) {
    table$school[table$school == table$school[other(table)[1]]] <- "900005"
    table
  }),
  "an outcome" = list("schools.csv", function(table) { table$outcome[1] <- "3"; table }),
  "an area" = list("schools.csv", function(table) { table$area[table$school == "A"] <- "999"; table }),
  "a change in the pool" = list("pool.csv", function(table) { table$change[5] <- "3"; table }),
  "a school of the pool dropped" = list("pool.csv", function(table) table[-nrow(table), ]),
  "a donor exchanged" = list("donors.csv", function(table) { table$donor[1] <- table$donor[nrow(table)]; table }),
  "a share" = list("donors.csv", function(table) { table$share[1] <- "0.1"; table }),
  "an area in the programme's place dropped" = list("placebos.csv", function(table) table[table$area != table$area[1], ])
)
for (case in c("leicester", "north-west")) for (damage in names(damages)) {
  unpacked <- tempfile(case)
  dir.create(unpacked)
  # A connection to a file reads it whether it is compressed or not.
  for (file in list.files(file.path("tests/golden/headline", case)))
    writeLines(readLines(file.path("tests/golden/headline", case, file)), file.path(unpacked, sub("[.]bz2$", "", file)))
  file <- file.path(unpacked, damages[[damage]][[1]])
  table <- read.csv(file, colClasses = "character", check.names = FALSE)
  write.csv(damages[[damage]][[2]](table), file, row.names = FALSE, na = "")
  inside <- new.env()
  inside$export_folder <- unpacked
  invisible(capture.output(sys.source(script, inside)))
  cat(sprintf("%s,%s,%s,%d\n", case, damage, if (inside$agrees) "no" else "yes", length(inside$wrong)))
}
