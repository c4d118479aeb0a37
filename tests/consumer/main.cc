// Reads a message from standard input.
#include <iostream>
#include <iterator>
#include <string>

#include "codec/open.h"
#include "places.h"

int main() {
  const std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
  const auto message = sinter::Open<trip::Trip>(bytes);
  if (!message.ok()) {
    std::cerr << message.status() << "\n";
    return 1;
  }
  const trip::TripView trip = message->root();
  std::cout << trip.name() << ", " << trip.stops().size() << " stops, point "
            << Northernmost(trip).id().value() << "\n";
}
