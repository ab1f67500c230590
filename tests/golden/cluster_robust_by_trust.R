# CR2 of clubSandwich on data/trusts40.csv, schools of a trust as one cluster, in two years with school effects.
# Rscript tests/golden/cluster_robust_by_trust.R > tests/golden/cluster_robust_by_trust.out   (from the root)
suppressPackageStartupMessages(library(clubSandwich))
options(digits = 15)
cat("#", R.version.string, "; clubSandwich", as.character(packageVersion("clubSandwich")), "\n")
cat("clusters,estimate,std_error,df,p_value,low,high\n")

schools <- read.csv("tests/golden/data/trusts40.csv", na.strings = "")
schools$cluster <- ifelse(is.na(schools$trust), paste("school", schools$school), schools$trust)
rows <- rbind(transform(schools, year = 2017, outcome = before), transform(schools, year = 2019, outcome = after))
rows$exposed <- rows$treated * (rows$year == 2019)
fit <- lm(outcome ~ exposed + factor(school) + factor(year), rows, weights = weight)
covariance <- vcovCR(fit, cluster = rows$cluster, type = "CR2")
table <- coef_test(fit, vcov = covariance, test = "Satterthwaite")["exposed", ]
half <- qt(0.975, table$df) * table$SE
cat(sprintf("%d,%.15g,%.15g,%.15g,%.15g,%.15g,%.15g\n", length(unique(rows$cluster)), table$beta, table$SE, table$df,
            table$p_Satt, table$beta - half, table$beta + half))
