#ifndef PLACES_H_
#define PLACES_H_

#include "trip.sinter.h"

// The stop that lies furthest north. There must be one.
geo::PointView Northernmost(trip::TripView trip);

#endif  // PLACES_H_
