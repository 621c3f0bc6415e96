# What R says of the same choices. Written once; the tests read oracle.csv and never run R.
#   Rscript oracle.R > oracle.csv     (R 4.2.2, BradleyTerry2 1.1.2, survival 3.5.3)
suppressMessages({ library(BradleyTerry2); library(survival) })
say <- function(what, one, other, value)
  cat(sprintf("%s,%s,%s,%.10f\n", what, one, other, value), sep = "")
cat("what,one,other,value\n")

# 1. Published worked example: citations between four journals of statistics (Stigler 1994;
#    Agresti 2002, p. 448; the first example of the BradleyTerry2 vignette). No prior.
data(citations)
cited <- countsToBinomial(citations)
names(cited)[1:2] <- c("one", "other")
for (i in seq_len(nrow(cited))) {
  say("citations", cited$one[i], cited$other[i], cited$win1[i])
  say("citations", cited$other[i], cited$one[i], cited$win2[i])
}
model <- BTm(cbind(win1, win2), one, other, data = cited)
for (name in names(coef(model))) {
  say("bt-difference", sub("^\\.\\.", "", name), "Biometrika", coef(model)[name])
  say("bt-error", sub("^\\.\\.", "", name), "Biometrika", sqrt(vcov(model)[name, name]))
}

# 2. Choices among several, in order, weighted, with the normal prior of standard deviation 1.5:
#    the exploded logit is a stratified Cox model with one stratum for each draw, and the prior
#    a ridge penalty of theta / 2 times the sum of squares.
sd <- 1.5
given <- read.csv("choices.csv", colClasses = "character")
people <- c("ana", "ben", "dad", "gran", "mum")
rows <- NULL
stratum <- 0
for (i in seq_len(nrow(given))) {
  order <- strsplit(given$order[i], "|", fixed = TRUE)[[1]]
  left <- c(order, strsplit(given$rest[i], "|", fixed = TRUE)[[1]])
  for (chosen in order) {
    if (length(left) < 2) break
    stratum <- stratum + 1
    rows <- rbind(rows, data.frame(stratum, who = left, chosen = as.integer(left == chosen),
                                   weight = as.numeric(given$weight[i])))
    left <- setdiff(left, chosen)
  }
}
X <- sapply(people, function(p) as.integer(rows$who == p))
ridged <- coxph(Surv(rep(1, nrow(rows)), rows$chosen) ~
                  ridge(X, theta = 1 / sd^2, scale = FALSE) + strata(rows$stratum),
                weights = rows$weight, ties = "breslow", robust = FALSE,
                control = coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50, outer.max = 1))
worth <- setNames(coef(ridged), people)
spread <- ridged$var
dimnames(spread) <- list(people, people)
pairs <- combn(people, 2)
for (k in seq_len(ncol(pairs))) {
  a <- pairs[1, k]; b <- pairs[2, k]
  say("pl-difference", a, b, worth[a] - worth[b])
  say("pl-error", a, b, sqrt(spread[a, a] + spread[b, b] - 2 * spread[a, b]))
}

# 3. Intervals of 95 % from the profile of the penalised likelihood, with optim and uniroot.
penalised <- function(w) {
  total <- 0
  for (s in unique(rows$stratum)) {
    now <- rows[rows$stratum == s, ]
    v <- w[now$who]
    total <- total + now$weight[1] * (v[now$chosen == 1] - log(sum(exp(v))))
  }
  unname(total - sum(w^2) / (2 * sd^2))
}
best <- penalised(worth)
profile <- function(a, b, gap) {
  free <- setdiff(people, a)
  from <- function(x) { w <- setNames(numeric(5), people); w[free] <- x; w[a] <- w[b] + gap; w }
  optim(worth[free], function(x) -penalised(from(x)), method = "BFGS",
        control = list(reltol = 1e-14, maxit = 500))$value
}
for (k in seq_len(ncol(pairs))) {
  a <- pairs[1, k]; b <- pairs[2, k]
  gap <- worth[a] - worth[b]
  over <- function(g) 2 * (best + profile(a, b, g)) - qnorm(0.975)^2
  say("pl-low", a, b, uniroot(over, c(gap - 8, gap), tol = 1e-9)$root)
  say("pl-high", a, b, uniroot(over, c(gap, gap + 8), tol = 1e-9)$root)
}
