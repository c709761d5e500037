//! Journeys, attacks, faults and agreement, played through the real gateway.
