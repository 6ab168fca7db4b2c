// Nothing is called by name: what is linked takes the place of malloc and free.
