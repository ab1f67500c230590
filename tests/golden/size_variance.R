# Both parts of the variance of an area's change, by whole matrices, on data/schools80.csv taken school by school.
# Rscript tests/golden/size_variance.R > tests/golden/size_variance.out   (from the repository's root)
options(digits = 15)
cat("#", R.version.string, "; base R only\n")
cat("columns,name,value\n")

schools <- read.csv("tests/golden/data/schools80.csv")
rows <- schools[schools$area != 100, ]
number <- nrow(rows)
# The change of the file does not hang on pupils; a known part that does is added, so that both parts are above nought.
side <- rep(c(1, -1), length.out = number)
change <- rows$after - rows$before + side * sqrt(0.2 + 40 / rows$pupils)
sets <- list(none = matrix(0, number, 0), numbers = as.matrix(rows[, c("ks2", "disadvantaged")]))
for (name in names(sets)) {
  design <- cbind(1, sets[[name]])
  remover <- diag(number) - design %*% solve(t(design) %*% design) %*% t(design)
  squares <- drop(remover %*% change)^2
  expected <- remover^2 %*% cbind(1, 1 / rows$pupils)                 # E r_i^2 = sum_j M_ij^2 (shared + by / n_j)
  fitted <- rep(sum(squares) / (number - ncol(design)), number)
  for (round in 1:4) {
    parts <- coef(lm(squares ~ 0 + expected, weights = 1 / fitted^2))
    stopifnot(all(parts > 0))
    fitted <- drop(expected %*% parts)
  }
  cat(sprintf("%s,shared,%.15g\n%s,by_pupils,%.15g\n", name, parts[1], name, parts[2]))
}
