# lm of R, the errors of sandwich, and those of clubSandwich, on data/lines16.csv, with and without effects of schools.
# Rscript tests/golden/least_squares.R > tests/golden/least_squares.out   (from the repository's root)
suppressPackageStartupMessages({library(sandwich); library(clubSandwich)})
options(digits = 15)
cat("#", R.version.string, "; sandwich", as.character(packageVersion("sandwich")),
    "; clubSandwich", as.character(packageVersion("clubSandwich")), "\n")
cat("model,errors,coefficient,estimate,std_error,df,conf_low,conf_high\n")

rows <- read.csv("tests/golden/data/lines16.csv")
models <- list(
  plain = lm(grade ~ treated + prior + disadvantaged, rows),
  weighted = lm(grade ~ treated + prior + disadvantaged, rows, weights = size),
  effects = lm(grade ~ invited + prior + disadvantaged + factor(school), rows),
  weighted_effects = lm(grade ~ invited + prior + disadvantaged + factor(school), rows, weights = size),
  without_treatment = lm(grade ~ prior + disadvantaged, rows),
  mean_alone = lm(grade ~ 1, rows)
)
shown <- c("(Intercept)", "treated", "invited", "prior", "disadvantaged")
tell <- function(model, errors, names, estimate, std_error, df) {
  reach <- qt(0.975, df) * std_error
  cat(sprintf("%s,%s,%s,%.15g,%.15g,%.15g,%.15g,%.15g\n", model, errors, names, estimate, std_error, df,
              estimate - reach, estimate + reach), sep = "")
}
for (name in names(models)) {
  fit <- models[[name]]
  kept <- intersect(shown, names(coef(fit)))
  if (grepl("effects", name)) kept <- setdiff(kept, "(Intercept)")
  estimate <- coef(fit)[kept]
  tell(name, "classical", kept, estimate, sqrt(diag(vcov(fit)))[kept], df.residual(fit))
  for (type in c("HC1", "HC2", "HC3"))
    tell(name, type, kept, estimate, sqrt(diag(vcovHC(fit, type = type)))[kept], df.residual(fit))
  clusters <- list(CR2 = rows$school, CR2_rows = seq_len(nrow(rows)))
  for (type in names(clusters)) {
    if (type == "CR2_rows" && grepl("effects", name)) next
    table <- coef_test(fit, vcov = vcovCR(fit, cluster = clusters[[type]], type = "CR2"), test = "Satterthwaite")[kept, ]
    tell(name, type, kept, table$beta, table$SE, table$df)
  }
}
