# Area and school variance of a change from the definitions, by whole matrices, on data/schools80.csv.
# Rscript tests/golden/variance_pair.R > tests/golden/variance_pair.out   (from the repository's root)
options(digits = 15)
cat("#", R.version.string, "; base R only\n")
cat("columns,name,value\n")

schools <- read.csv("tests/golden/data/schools80.csv")
eligible <- schools$area != 100
change <- (schools$after - schools$before)[eligible]
sets <- list(
  none = matrix(0, sum(eligible), 0),
  numbers = as.matrix(schools[eligible, c("ks2", "disadvantaged", "pupils")]),
  numbers_and_strata = cbind(as.matrix(schools[eligible, c("ks2", "disadvantaged", "pupils")]),
                             as.numeric(schools$gender[eligible] == "mixed"))
)
trace <- function(matrix) sum(diag(matrix))
member <- outer(schools$area, sort(unique(schools$area)), "==") + 0   # schools by areas
inside <- member[eligible, colSums(member[eligible, ]) > 0]
number <- sum(eligible)
same_area <- inside %*% t(inside)
averaging <- inside %*% solve(t(inside) %*% inside) %*% t(inside)     # replaces each value by its area's mean

# A contrast: the eight treated schools equally, against every eligible school of their stratum equally.
contrast <- schools$treated / 8
for (one in which(schools$treated == 1)) {
  alike <- eligible & schools$gender == schools$gender[one]
  contrast[alike] <- contrast[alike] - 1 / 8 / sum(alike)
}

for (name in names(sets)) {
  design <- cbind(1, sets[[name]])
  remover <- diag(number) - qr.Q(qr(design)) %*% t(qr.Q(qr(design)))
  residual <- remover %*% change
  between <- remover %*% averaging %*% remover                        # SSB = y' between y
  within <- remover %*% (diag(number) - averaging) %*% remover        # SSW = y' within y
  ssb <- sum((averaging %*% residual)^2)
  ssw <- sum((residual - averaging %*% residual)^2)
  # E y'Qy = trace(Q Omega), Omega = area * same_area + school * identity: two equations in two variances.
  moments <- rbind(c(trace(between %*% same_area), trace(between)), c(trace(within %*% same_area), trace(within)))
  pair <- solve(moments, c(ssb, ssw))
  omega <- pair[1] * member %*% t(member) + pair[2] * diag(nrow(schools))
  values <- c(area = pair[1], school = pair[2], ssb = ssb, ssw = ssw, df_between = trace(between),
              df_within = trace(within), predicted_sd = sqrt(drop(contrast %*% omega %*% contrast)))
  for (value in names(values)) cat(sprintf("%s,%s,%.15g\n", name, value, values[[value]]))
}
