"""The directory for wall, wiki and telephone: all regions and numbers as one file, from the contact list in force."""
