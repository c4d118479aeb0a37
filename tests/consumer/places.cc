#include "places.h"

#include <algorithm>

geo::PointView Northernmost(trip::TripView trip) {
  geo::PointView best = trip.stops()[0];
  std::ranges::for_each(trip.stops(), [&](geo::PointView stop) {
    if (stop.lat() > best.lat()) best = stop;
  });
  return best;
}
