# Weighted kappa of psych (points) and vcd (error), and the sign test of base R, on data/ratings.csv.
# Rscript tests/golden/agreement.R > tests/golden/agreement.out   (from the repository's root)
# psych's own error is 0 on nine grades; vcd's is that of Fleiss, Cohen and Everitt.
suppressPackageStartupMessages({library(psych); library(vcd)})
options(digits = 15)
cat("#", R.version.string, "; psych", as.character(packageVersion("psych")), "; vcd",
    as.character(packageVersion("vcd")), "\n")
cat("part,case,weighting,value\n")
say <- function(part, case, weighting, value) cat(sprintf("%s,%s,%s,%.15g\n", part, case, weighting, value))

ratings <- read.csv("tests/golden/data/ratings.csv")
grades <- c(four = 4, unused = 5, nine = 9, lopsided = 4)
for (case in names(grades)) {
  own <- ratings[ratings$case == case, ]
  levels <- seq_len(grades[[case]])
  counts <- table(factor(own$first, levels), factor(own$second, levels))
  apart <- abs(outer(levels, levels, "-")) / (length(levels) - 1)
  for (weighting in c("linear", "quadratic")) {
    agree <- 1 - if (weighting == "linear") apart else apart^2
    # psych takes weights of agreement; it needs every grade, used or not.
    own_point <- suppressWarnings(cohen.kappa(as.matrix(counts), w = agree, n.obs = sum(counts)))$weighted.kappa
    say("psych", case, weighting, own_point)
    by <- Kappa(as.matrix(counts), weights = if (weighting == "linear") "Equal-Spacing" else "Fleiss-Cohen")
    say("vcd", case, weighting, by$Weighted[["value"]])
    say("vcd_error", case, weighting, by$Weighted[["ASE"]])
  }
}
for (split in list(c(9, 1), c(7, 5), c(12, 0), c(3, 14)))
  say("sign", paste(split, collapse = " to "), "none", binom.test(split[1], sum(split))$p.value)
