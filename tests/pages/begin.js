matrix.begin();
