# The headline of a report, computed again in base R (4.0 or later; no packages) from the csv files beside this script.
#
#   Rscript headline.R            ends with status 1 where a number differs from the report's by more than 1e-6
#   source("headline.R")          the same from inside R; `compared` then holds both columns of numbers
#
# headline.csv says which numbers are computed again (recomputed = yes) and which are taken as they are (no).
# dictionary.csv says what each column of each file holds.

largest_difference <- 1e-6

# The folder of this script; whoever has the files elsewhere sets export_folder before sourcing it.
own_folder <- function() {
  sourced <- unlist(lapply(sys.frames(), function(frame) frame$ofile))
  # R writes ~+~ for a blank in the name of the script it was started with.
  started <- gsub("~+~", " ", sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)), fixed = TRUE)
  named <- if (length(sourced)) tail(sourced, 1) else started
  if (length(named) == 1) dirname(normalizePath(named)) else getwd()
}
folder <- if (exists("export_folder")) export_folder else own_folder()

# Every column is read as what the dictionary says it is; an empty cell is NA.
as_text <- function(file) {
  read.csv(file.path(folder, file), colClasses = "character", na.strings = "", encoding = "UTF-8", check.names = FALSE)
}
dictionary <- as_text("dictionary.csv")
read_table <- function(file) {
  table <- as_text(file)
  described <- dictionary[dictionary$file == file, ]
  stopifnot(setequal(names(table), described$column))
  for (column in described$column[described$type %in% c("integer", "decimal")])
    table[[column]] <- as.numeric(table[[column]])
  table
}
headline <- read_table("headline.csv")
fact <- function(name) { found <- headline$value[headline$name == name]; if (length(found)) found else NA }
number <- function(name) as.numeric(fact(name))
again <- function(name) isTRUE(headline$recomputed[headline$name == name] == "yes")

# One row for each school: its change, and its weight in its group.
changes <- function(schools) {
  first <- !duplicated(schools[c("school", "group")])
  one <- schools[first, c("school", "group", "area", "weight")]
  key <- function(rows) paste(rows$group, rows$school)
  parts <- tapply(schools$year_weight * schools$outcome, key(schools), sum)
  one$change <- as.numeric(parts[key(one)])
  one$programme <- as.numeric(one$group == "programme")
  one$share <- one$weight / ave(one$weight, one$group, FUN = sum)
  one
}

# What the files say twice must be said alike, or a number could agree that rests on a wrong row.
contradictions <- function() {
  schools <- read_table("schools.csv")
  pool <- read_table("pool.csv")
  donors <- read_table("donors.csv")
  chosen <- read_table("placebos.csv")$schools
  said <- character()
  unless <- function(holds, what) if (!isTRUE(all(holds))) said <<- c(said, what)
  key <- paste(schools$group, schools$school)
  unless(!duplicated(paste(key, schools$year)), "schools.csv holds a school twice in one year")
  unless(tapply(schools$weight, key, function(weight) all(weight == weight[1])), "schools.csv gives a school two weights")
  unless(abs(tapply(schools$weight, paste(schools$group, schools$year), sum) - 1) < 1e-9,
         "weights of a group do not sum to 1 in schools.csv")
  one <- changes(schools)
  held <- pool$change[match(one$school, pool$school)]
  unless(is.na(held) | abs(held - one$change) < 1e-9, "schools.csv and pool.csv give a school two changes")
  unless(abs(tapply(donors$share, donors$school, sum) - 1) < 1e-9, "shares of a school do not sum to 1 in donors.csv")
  unless(c(donors$school, donors$donor) %in% pool$school, "donors.csv names a school that is not in pool.csv")
  unless(unlist(strsplit(chosen[!is.na(chosen)], " ")) %in% donors$school,
         "placebos.csv names a school that is not in donors.csv")
  said
}

# How far areas, and schools inside them, change by themselves: the change of each untreated school less what describes
# it is an area's own part plus a school's own part. The sums of squares between and within areas are set equal to what
# is expected of them, covariates allowed for: two equations in two variances.
two_variances <- function(pool) {
  described <- as.matrix(pool[setdiff(names(pool), c("school", "area", "stratum", "change", "pupils"))])
  if (length(unique(pool$stratum)) > 1) described <- cbind(described, model.matrix(~ factor(pool$stratum))[, -1])
  described <- described[, apply(described, 2, sd) > 0, drop = FALSE]
  fitted <- qr(cbind(1, scale(described)), tol = 1e-8)
  basis <- qr.Q(fitted)[, seq_len(fitted$rank), drop = FALSE]
  residual <- pool$change - basis %*% crossprod(basis, pool$change)
  place <- match(pool$area, sort(unique(pool$area)))
  size <- as.numeric(table(place))
  sums <- rowsum(basis, place)
  middle <- rowsum(residual, place) / size
  between <- sum(size * middle^2)
  within <- sum((residual - middle[place])^2)
  df_between <- length(size) - sum(sums^2 / size)
  df_within <- nrow(pool) - fitted$rank - df_between
  shared <- diag(size) - sums %*% t(sums)
  of_areas <- sum(shared^2 / size)
  leak <- (sum(diag(shared)) - of_areas) / df_within
  effective <- of_areas / df_between
  squares <- c(between = between / df_between, within = within / df_within)
  raw <- (squares[["between"]] - squares[["within"]]) / (effective - leak)
  list(area = max(0, raw), school = squares[["within"]] - leak * max(0, raw), truncated = raw < 0, squares = squares,
       df_between = df_between, df_within = df_within, effective = effective, leak = leak)
}

# Sums of squared weights of both sides, over areas and over schools.
squared_weights <- function(one) {
  by_area <- tapply(one$share, paste(one$group, one$area), sum)
  c(areas = sum(by_area^2), schools = sum(one$share^2))
}

# Satterthwaite's degrees of freedom of a variance made of two mean squares; never more than areas give.
freedom <- function(pair, weights) {
  if (pair$truncated) return(pair$df_between)
  of_between <- (weights[["areas"]] - pair$leak * weights[["schools"]]) / (pair$effective - pair$leak)
  of_within <- weights[["schools"]] - of_between
  variance <- pair$area * weights[["areas"]] + pair$school * weights[["schools"]]
  scatter <- (of_between * pair$squares[["between"]])^2 / pair$df_between +
    (of_within * pair$squares[["within"]])^2 / pair$df_within
  min(variance^2 / scatter, pair$df_between)
}

# Those in the programme's place, area by area: schools less the donors of each. A set is some schools of an area; a
# whole area is one set of all its schools that have donors.
standing_in <- function(placebos, pool, donors, pair) {
  donors$row <- match(donors$donor, pool$school)
  own <- split(donors, pool$area[match(donors$school, pool$school)])
  for (area in unique(placebos$area)) {
    beside <- own[[area]]
    members <- unique(beside$school)
    place <- match(members, pool$school)
    overlap <- function(label) tcrossprod(unclass(xtabs(share ~ factor(school, members) + label, cbind(beside, label))))
    rows <- which(placebos$area == area)
    chosen <- strsplit(placebos$schools[rows], " ")
    chosen[is.na(placebos$schools[rows])] <- list(members)
    weight <- do.call(rbind, lapply(chosen, function(set) as.numeric(members %in% set)))
    if (fact("weighting") == "pupils") weight <- weight * rep(pool$pupils[place], each = nrow(weight))
    weight <- weight / rowSums(weight)
    gap <- pool$change[place] - as.numeric(rowsum(beside$share * pool$change[beside$row], beside$school)[members, ])
    areas <- 1 + rowSums((weight %*% overlap(pool$area[beside$row])) * weight)
    schools <- rowSums(weight^2) + rowSums((weight %*% overlap(beside$donor)) * weight)
    placebos$estimate[rows] <- drop(weight %*% gap)
    placebos$predicted_sd[rows] <- sqrt(pair$area * areas + pair$school * schools)
  }
  placebos$standardised <- placebos$estimate / placebos$predicted_sd
  placebos
}

# Each untreated area counts once, however many sets of its schools stand in the programme's place. The interval holds
# every difference that this test does not reject.
by_placebos <- function(estimate, std_error, placebos, level) {
  areas <- length(unique(placebos$area))
  counts <- 1 / as.numeric(table(placebos$area)[placebos$area])
  size <- abs(placebos$standardised)
  order <- order(size)
  size <- size[order]
  counts <- counts[order]
  not_below <- rev(cumsum(rev(counts)))
  above <- c(not_below, 0)[findInterval(size, size) + 1]
  critical <- size[which((1 + above) / (1 + areas) <= 1 - level + 1e-9)[1]]
  list(critical = critical, std_error = std_error, conf_low = estimate - critical * std_error, conf_high = estimate + critical * std_error,
       p_value = (1 + sum(counts[size >= abs(estimate / std_error)])) / (1 + areas))
}

by_t <- function(estimate, std_error, df, level) {
  margin <- qt(0.5 + level / 2, df) * std_error
  list(std_error = std_error, df = df, conf_low = estimate - margin, conf_high = estimate + margin,
       p_value = 2 * pt(-abs(estimate) / std_error, df))
}

# CR2 (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018): each cluster's residuals are stretched by the inverse root
# of how much of its own errors the fit leaves in them. One change for each school says what rows by year would say.
by_clusters <- function(one, estimate, level) {
  design <- cbind(1, one$programme)
  bread <- solve(crossprod(design, one$share * design))
  left <- diag(nrow(one)) - design %*% bread %*% t(one$share * design)
  residual <- drop(left %*% one$change)
  cluster <- one[[fact("cluster")]]
  spread <- sapply(unique(cluster), function(label) {
    rows <- which(cluster == label)
    block <- eigen(tcrossprod(left[rows, , drop = FALSE]), symmetric = TRUE)
    kept <- block$values > 1e-12
    root <- block$vectors[, kept, drop = FALSE] %*% (t(block$vectors[, kept, drop = FALSE]) / sqrt(block$values[kept]))
    pull <- drop(root %*% (one$share[rows] * design[rows, , drop = FALSE]) %*% bread[, 2])
    drop(crossprod(left[rows, , drop = FALSE], pull))
  })
  scores <- drop(crossprod(spread, one$change))
  products <- crossprod(spread)
  by_t(estimate, sqrt(sum(scores^2)), sum(diag(products))^2 / sum(products^2), level)
}

recompute <- function() {
  one <- changes(read_table("schools.csv"))
  found <- list(estimate = coef(lm(change ~ programme, data = one, weights = share))[["programme"]] - number("taken_off"))
  way <- fact("way")
  if (way == "none") return(found)
  level <- number("conf_level")
  if (way == "clusters") return(c(found, by_clusters(one, found$estimate, level)))
  pool <- read_table("pool.csv")
  if (again("std_error") || again("df")) pair <- two_variances(pool)
  weights <- squared_weights(one)
  predicted <- function() sqrt(pair$area * weights[["areas"]] + pair$school * weights[["schools"]])
  std_error <- if (again("std_error")) predicted() else number("std_error")
  if (way == "variances") return(c(found, by_t(found$estimate, std_error, freedom(pair, weights), level)))
  placebos <- read_table("placebos.csv")
  if (again("placebos")) {
    stored <- placebos
    placebos <- standing_in(placebos, pool, read_table("donors.csv"), pair)
    numbers <- c("estimate", "predicted_sd", "standardised")
    apart <- abs(as.matrix(placebos[numbers]) - as.matrix(stored[numbers])) > largest_difference
    found$placebos <- length(setdiff(placebos$area, placebos$area[apply(apart, 1, any, na.rm = TRUE)]))
  }
  c(found, by_placebos(found$estimate, std_error, placebos, level))
}

say <- function(...) cat(strwrap(paste0(...), width = 100), sep = "\n")

how <- function() switch(fact("way"),
  placebos = paste0(
    "The estimate comes from schools.csv",
    if (again("std_error")) ", its predicted SD from schools.csv and pool.csv",
    ". Interval and p are ranks among all who stand in the programme's place. ",
    if (again("placebos")) "Their estimates come from pool.csv and donors.csv; who is matched to whom, and which schools make a set, is taken as it is."
    else "Their standardised estimates, in placebos.csv, are taken as they are."),
  variances = "The estimate comes from schools.csv; its doubt from schools.csv and the variances of areas and schools in pool.csv.",
  clusters = "All comes from schools.csv: least squares on the changes of schools, with CR2 errors and Satterthwaite's degrees of freedom.",
  "The estimate comes from schools.csv. How sure it is was judged in a way that this script does not compute again.")

say("Question ", fact("question"), ", computed again by ", R.version.string, ", base R alone")
compared <- NULL
wrong <- contradictions()
if (length(wrong)) {
  say("THE FILES CONTRADICT ONE ANOTHER, and nothing was computed: ", paste(wrong, collapse = "; "), ".")
} else if (fact("answered") != "yes") {
  say("The report has no headline: the question was not answered (", fact("reason"), "). There is nothing to compute again.")
} else {
  wanted <- headline$name[headline$recomputed %in% "yes"]
  if (length(wanted)) {
    found <- recompute()[wanted]
    compared <- data.frame(name = wanted, report = sapply(wanted, number), r = as.numeric(unlist(found)))
    compared$difference <- compared$r - compared$report
    cat(sprintf("\n%-12s %18s %18s %12s\n", "", "report", "R", "difference"))
    cat(sprintf("%-12s %18.12g %18.12g %12.1e\n", compared$name, compared$report, compared$r, compared$difference), sep = "")
    cat("\n")
    say(how())
  } else say("The estimator ", fact("estimator"), " is not one that this script computes again.")
  left <- headline$name[headline$recomputed %in% "no"]
  if (length(left)) say("Taken as it is, not computed again: ", paste(left, collapse = ", "), ".")
  say("Checks, other ways of judging how sure it is, and other questions are not computed again.")
}
agrees <- !length(wrong) && (is.null(compared) || (!anyNA(compared$difference) && all(abs(compared$difference) <= largest_difference)))
if (!is.null(compared)) {
  if (agrees) say("They agree: no number differs by more than ", largest_difference, ".")
  else say("THEY DIFFER by more than ", largest_difference, ": ",
           paste(compared$name[!(abs(compared$difference) <= largest_difference)], collapse = ", "), ".")
}
if (!agrees && sys.nframe() == 0L) quit(status = 1)
