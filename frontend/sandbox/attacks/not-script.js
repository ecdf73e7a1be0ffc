const = ( ;
