# Random-intercept models of lme4 and lmerTest on data/pupils14.csv.
# Rscript tests/golden/random_intercept.R > tests/golden/random_intercept.out   (from the repository's root)
suppressPackageStartupMessages({library(lme4); library(lmerTest)})
options(digits = 15)
cat("#", R.version.string, "; lme4", as.character(packageVersion("lme4")),
    "; lmerTest", as.character(packageVersion("lmerTest")), "\n")
cat("model,likelihood,quantity,value\n")

rows <- read.csv("tests/golden/data/pupils14.csv")
# lme4 stops at about 1e-6 unless told otherwise.
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-13, maxfun = 1e5),
                     check.conv.singular = .makeCC("ignore", tol = 1e-4))
say <- function(model, likelihood, quantity, value)
  cat(sprintf("%s,%s,%s,%.15g\n", model, likelihood, quantity, value))
formulas <- list(
  empty = grade ~ 1 + (1 | school),
  covariates = grade ~ treated + prior + disadvantaged + (1 | school),
  singular = flat ~ treated + prior + disadvantaged + (1 | school)
)
for (model in names(formulas)) for (likelihood in c("REML", "ML")) {
  fit <- lmer(formulas[[model]], rows, REML = likelihood == "REML", control = tight)
  variances <- as.data.frame(VarCorr(fit))$vcov
  say(model, likelihood, "variance_between", variances[1])
  say(model, likelihood, "variance_within", variances[2])
  say(model, likelihood, "log_likelihood", as.numeric(logLik(fit)))
  table <- coef(summary(fit))
  for (name in rownames(table)) {
    say(model, likelihood, paste("estimate", name), table[name, "Estimate"])
    say(model, likelihood, paste("std_error", name), table[name, "Std. Error"])
    if (likelihood == "REML") say(model, likelihood, paste("df", name), table[name, "df"])
  }
}
