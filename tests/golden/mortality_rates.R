# The panel of clubSandwich's vignette (MortalityRates, 50 states, 1970 to 1983, N = 700), R beside evalkit.
# Rscript tests/golden/mortality_rates.R > tests/golden/mortality_rates.out   (from the repository's root)
# The data belong to the R package and are not stored here: they go to a temporary csv (or to the folder that
# EVALKIT_EXPORTED names), mortality_rates.py fits them with evalkit, and both sides are printed.
suppressPackageStartupMessages(library(clubSandwich))
data(MortalityRates)
rows <- subset(MortalityRates, cause == "Motor Vehicle" & year <= 1983 & !is.na(beertaxa))
folder <- Sys.getenv("EVALKIT_EXPORTED", tempdir())
path <- file.path(folder, "mortality_rates.csv")
write.csv(rows[c("state", "year", "legal", "beertaxa", "mrate")], path, row.names = FALSE)

fit <- lm(mrate ~ 0 + legal + beertaxa + factor(state) + factor(year), rows)
lines <- c()
for (correction in c("CR1", "CR2")) {
  table <- coef_test(fit, vcov = vcovCR(fit, cluster = rows$state, type = correction), test = "Satterthwaite")
  for (coefficient in c("legal", "beertaxa")) {
    cell <- table[coefficient, ]
    values <- c(estimate = cell$beta, std_error = cell$SE, df = cell$df, p_value = cell$p_Satt)
    lines <- c(lines, sprintf("%s,%s,%s,%.15g", correction, coefficient, names(values), values))
  }
}
weighted <- lm(mrate ~ 0 + legal + beertaxa + factor(state) + factor(year), rows, weights = year - 1969)
table <- coef_test(weighted, vcov = vcovCR(weighted, cluster = rows$state, type = "CR2"), test = "Satterthwaite")
for (coefficient in c("legal", "beertaxa")) {
  cell <- table[coefficient, ]
  values <- c(estimate = cell$beta, std_error = cell$SE, df = cell$df, p_value = cell$p_Satt)
  lines <- c(lines, sprintf("CR2 weighted by years since 1969,%s,%s,%.15g", coefficient, names(values), values))
}
python <- Sys.getenv("EVALKIT_PYTHON", ".venv/bin/python")
cat("#", R.version.string, "; clubSandwich", as.character(packageVersion("clubSandwich")), ";", nrow(rows), "rows\n")
cat(system2(python, c("-m", "tests.golden.mortality_rates", shQuote(path)), input = lines, stdout = TRUE), sep = "\n")
