"""From a folder of files to a checked guide, with the place of everything that is wrong."""
