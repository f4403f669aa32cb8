"""The competition desk in the window: contracts to attack, sightings, rivals, who went where, our answers."""
