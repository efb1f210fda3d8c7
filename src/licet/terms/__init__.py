"""Words as types: channels, audiences, instants, days, legal periods, holidays, zones, errors."""
