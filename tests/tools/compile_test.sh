# sinter compile: which files it writes, and which it leaves alone.
source "$(dirname "$0")/lib.sh" "$@"

mkdir -p schemas/geo
cat >schemas/geo/point.sinter <<'END'
package geo;

record Point {
  x: f64;
}
END
cat >schemas/trip.sinter <<'END'
package trip;

import "geo/point.sinter";

record Trip {
  stops: [geo.Point];
}

root Trip;
END

# Files are named as seen from -I, and imports are included so.
succeeds compile -I schemas schemas/trip.sinter schemas/geo/point.sinter \
  --cpp-out gen --depfile gen/all.d
for file in trip.sinter.h trip.sinter.cc geo/point.sinter.h \
  trip.builder.h trip.native.h trip.native.cc; do
  [ -f "gen/$file" ] || fail "no gen/$file"
done
grep -q '#include "geo/point.sinter.h"' gen/trip.sinter.h ||
  fail "the import is not included"
for word in gen/trip.sinter.h gen/geo/point.sinter.cc schemas/trip.sinter \
  schemas/geo/point.sinter; do
  grep -qF "$word" gen/all.d || fail "$word is not in the depfile"
done
# Nothing is made of an import alone.
succeeds compile -I schemas schemas/trip.sinter --cpp-out alone
[ ! -e alone/geo ] || fail "code for an import that nobody named"
# Without -I by name alone, in either place.
succeeds compile schemas/trip.sinter schemas/geo/point.sinter --cpp-out flat
grep -q '#include "point.sinter.h"' flat/trip.sinter.h ||
  fail "the import is not included by its name"

# What does not change is not written, what does is.
touch -d '2020-01-01' gen/*.* gen/geo/*
sed -i 's/x: f64;/x: f32;/' schemas/geo/point.sinter
succeeds compile -I schemas schemas/trip.sinter schemas/geo/point.sinter \
  --cpp-out gen
old=$(date -d '2020-01-01' +%s)
[ "$(stat -c %Y gen/trip.builder.h)" = "$old" ] &&
  fail "a builder with another fingerprint was left alone"
[ "$(stat -c %Y gen/geo/point.sinter.h)" = "$old" ] &&
  fail "a header with another type was left alone"
touch -d '2020-01-01' gen/*.* gen/geo/*
succeeds compile -I schemas schemas/trip.sinter schemas/geo/point.sinter \
  --cpp-out gen
for file in gen/*.h gen/*.cc gen/geo/*; do
  [ "$(stat -c %Y "$file")" = "$old" ] || fail "$file was written for nothing"
done

# Two schemas never write one file.
mkdir other
echo 'record A {}' >other/trip.sinter
fails_with 2 compile schemas/trip.sinter other/trip.sinter --cpp-out gen
expect_err "would have one name"

fails_with 2 compile --cpp-out gen
fails_with 2 compile schemas/trip.sinter
expect_err "--cpp-out"
fails_with 3 compile missing.sinter --cpp-out gen
echo 'record A { b: B; }' >broken.sinter
fails_with 1 compile broken.sinter --cpp-out broken
expect_err "broken.sinter:1:15: error[UNKNOWN_TYPE]"
[ ! -e broken ] || fail "code of a broken schema"
fails_with 3 compile schemas/trip.sinter --cpp-out broken.sinter
finish
