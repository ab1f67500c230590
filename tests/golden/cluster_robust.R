# Cluster-robust standard errors of clubSandwich on data/clusters12.csv.
# Rscript tests/golden/cluster_robust.R > tests/golden/cluster_robust.out   (from the repository's root)
suppressPackageStartupMessages(library(clubSandwich))
options(digits = 15)
cat("#", R.version.string, "; clubSandwich", as.character(packageVersion("clubSandwich")), "\n")
cat("model,correction,coefficient,estimate,std_error,df,p_value\n")

rows <- read.csv("tests/golden/data/clusters12.csv")
models <- list(
  plain = list(lm(outcome ~ treated + intake, rows), rows$cluster),
  weighted = list(lm(outcome ~ treated + intake, rows, weights = pupils), rows$cluster),
  effects = list(lm(outcome ~ exposed + intake + factor(unit) + factor(period), rows), rows$unit),
  effects_by_cluster = list(lm(outcome ~ exposed + intake + factor(unit) + factor(period), rows), rows$cluster),
  weighted_effects = list(
    lm(outcome ~ exposed + intake + factor(unit) + factor(period), rows, weights = pupils), rows$unit),
  weighted_effects_by_cluster = list(
    lm(outcome ~ exposed + intake + factor(unit) + factor(period), rows, weights = pupils), rows$cluster),
  row_weights_effects = list(
    lm(outcome ~ exposed + intake + factor(unit) + factor(period), rows, weights = entries), rows$unit),
  row_weights_effects_by_cluster = list(
    lm(outcome ~ exposed + intake + factor(unit) + factor(period), rows, weights = entries), rows$cluster),
  crossing_effects = list(lm(outcome ~ exposed + intake + factor(period), rows, weights = pupils), rows$cluster)
)
for (name in names(models)) {
  fit <- models[[name]][[1]]
  for (correction in c("CR0", "CR1", "CR1S", "CR2")) {
    covariance <- vcovCR(fit, cluster = models[[name]][[2]], type = correction)
    table <- coef_test(fit, vcov = covariance, test = "Satterthwaite")
    for (coefficient in intersect(c("(Intercept)", "treated", "exposed", "intake"), rownames(table))) {
      if (coefficient == "(Intercept)" && grepl("effects", name)) next
      cell <- table[coefficient, ]
      cat(sprintf("%s,%s,%s,%.15g,%.15g,%.15g,%.15g\n", name, correction, coefficient,
                  cell$beta, cell$SE, cell$df, cell$p_Satt))
    }
  }
}
