"""Events, rounds and dates: what happened, where talks were held, and when."""
